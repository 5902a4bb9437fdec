package io.histctl;

import io.histctl.store.ConversationRow;
import io.histctl.store.Database;
import io.histctl.store.Session;
import io.histctl.summary.Digest;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Exports a conversation, each time of one moment. */
final class Outlet {
    private final Named named;
    private final Database database;
    private final Clock clock;
    private final String id;

    Outlet(Named named) {
        this.named = named;
        this.database = named.database();
        this.clock = named.clock();
        this.id = named.id();
    }

    ExportReport exportTo(OutputStream out, ExportOptions options) {
        Gatherer.gather(database, id);
        SummaryMaker.Made asked = options.summarizer() instanceof Digest ? null : ask(options);
        return database.read(session -> {
            ConversationRow row = named.row(session);
            Moment moment = moment(session, row, options.at());
            return new Exporter(session, row, options, moment.at())
                    .writeTo(out, asked)
                    .warned(moment.warnings());
        });
    }

    /** The summary of a summarizer that may take its time; no transaction is open meanwhile. */
    private SummaryMaker.@Nullable Made ask(ExportOptions options) {
        Optional<SummaryTask> task = database.read(session -> {
            ConversationRow row = named.row(session);
            Instant at = moment(session, row, options.at()).at();
            return Optional.ofNullable(new Exporter(session, row, options, at).task());
        });
        return task.map(known -> SummaryMaker.make(known, options.summarizer())).orElse(null);
    }

    Moment moment() {
        return database.read(session -> moment(session, named.row(session), null));
    }

    private Moment moment(Session session, ConversationRow row, @Nullable Instant told) {
        return Moment.of(told, Times.now(clock), row, session);
    }
}
