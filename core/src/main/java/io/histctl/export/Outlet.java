package io.histctl.export;

import io.histctl.model.Instants;
import io.histctl.resume.ReferenceTime;
import io.histctl.store.ConversationRef;
import io.histctl.store.ConversationRow;
import io.histctl.store.ExportReader;
import io.histctl.store.Session;
import io.histctl.summary.Digest;
import io.histctl.summary.SummaryMaker;
import io.histctl.summary.SummaryTask;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Exports a conversation, each time of one moment. */
public final class Outlet {
    private final ConversationRef named;

    public Outlet(ConversationRef named) {
        this.named = named;
    }

    public ExportReport exportTo(OutputStream out, ExportOptions options) {
        SummaryMaker.Made asked = options.summarizer() instanceof Digest ? null : ask(options);
        return named.database().read(session -> {
            ConversationRow row = named.row(session);
            ReferenceTime moment = moment(session, options.at());
            return new Exporter(session, row, options, moment.at())
                    .writeTo(out, asked)
                    .warned(moment.warnings());
        });
    }

    /** The summary of a summarizer that may take its time; no transaction is open meanwhile. */
    private SummaryMaker.@Nullable Made ask(ExportOptions options) {
        Optional<SummaryTask> task = named.database().read(session -> {
            ConversationRow row = named.row(session);
            Instant at = moment(session, options.at()).at();
            return Optional.ofNullable(new Exporter(session, row, options, at).task());
        });
        return task.map(known -> SummaryMaker.make(known, options.summarizer())).orElse(null);
    }

    public ReferenceTime moment() {
        return named.database().read(session -> {
            named.row(session);
            return moment(session, null);
        });
    }

    private ReferenceTime moment(Session session, @Nullable Instant given) {
        Instant now = Instants.now(named.clock());
        return given != null
                ? new ReferenceTime(given, List.of())
                : ReferenceTime.of(now, new ExportReader(session).newestCreated(now));
    }
}
