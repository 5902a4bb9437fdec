package io.histctl.export;

import io.histctl.model.Instants;
import io.histctl.resume.ReferenceTime;
import io.histctl.store.Reading;
import io.histctl.store.Storage;
import io.histctl.summary.Digest;
import io.histctl.summary.SummaryMaker;
import io.histctl.summary.SummaryTask;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Exports a conversation from a single snapshot. */
@API(status = API.Status.INTERNAL)
public final class Outlet {
    private final Storage storage;
    private final Clock clock;
    private final String conversation;

    /** Exports the conversation of this name. */
    public Outlet(Storage storage, Clock clock, String conversation) {
        this.storage = storage;
        this.clock = clock;
        this.conversation = conversation;
    }

    /** Writes the payload. */
    public ExportReport exportTo(OutputStream out, ExportOptions options) {
        SummaryMaker.Made asked = options.summarizer() instanceof Digest ? null : ask(options);
        return storage.read(reading -> {
            ReferenceTime time = referenceTime(reading, options.at());
            return exporter(reading, options, time.at()).writeTo(out, asked).warned(time.warnings());
        });
    }

    /** The summary of a summarizer that may take its time; no transaction is open meanwhile. */
    private SummaryMaker.@Nullable Made ask(ExportOptions options) {
        Optional<SummaryTask> task = storage.read(reading -> Optional.ofNullable(
                exporter(reading, options, referenceTime(reading, options.at()).at())
                        .task()));
        return task.map(known -> SummaryMaker.make(known, options.summarizer())).orElse(null);
    }

    /** The instant at which ids are checked unless the caller names one. */
    public ReferenceTime referenceTime() {
        return storage.read(reading -> {
            reading.conversations().get(conversation);
            return referenceTime(reading, null);
        });
    }

    private Exporter exporter(Reading reading, ExportOptions options, Instant at) {
        return new Exporter(reading, reading.conversations().get(conversation), options, at);
    }

    private ReferenceTime referenceTime(Reading reading, @Nullable Instant given) {
        Instant now = Instants.now(clock);
        return given != null
                ? new ReferenceTime(given, List.of())
                : ReferenceTime.of(now, reading.conversations().newestCreated(now));
    }
}
