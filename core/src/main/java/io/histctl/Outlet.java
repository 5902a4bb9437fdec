package io.histctl;

import io.histctl.store.ConversationRow;
import io.histctl.store.Session;
import io.histctl.summary.Digest;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Exports a conversation, each time of one moment. */
final class Outlet {
    private final Named named;

    Outlet(Named named) {
        this.named = named;
    }

    ExportReport exportTo(OutputStream out, ExportOptions options) {
        Gatherer.gather(named.database(), named.id());
        SummaryMaker.Made asked = options.summarizer() instanceof Digest ? null : ask(options);
        return named.database().read(session -> {
            ConversationRow row = named.row(session);
            Moment moment = moment(session, row, options.at());
            return new Exporter(session, row, options, moment.at())
                    .writeTo(out, asked)
                    .warned(moment.warnings());
        });
    }

    /** The summary of a summarizer that may take its time; no transaction is open meanwhile. */
    private SummaryMaker.@Nullable Made ask(ExportOptions options) {
        Optional<SummaryTask> task = named.database().read(session -> {
            ConversationRow row = named.row(session);
            Instant at = moment(session, row, options.at()).at();
            return Optional.ofNullable(new Exporter(session, row, options, at).task());
        });
        return task.map(known -> SummaryMaker.make(known, options.summarizer())).orElse(null);
    }

    Moment moment() {
        return named.database().read(session -> moment(session, named.row(session), null));
    }

    private Moment moment(Session session, ConversationRow row, @Nullable Instant told) {
        return Moment.of(told, Times.now(named.clock()), row, session);
    }
}
