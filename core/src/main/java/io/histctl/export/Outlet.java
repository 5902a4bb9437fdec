package io.histctl.export;

import io.histctl.model.Instants;
import io.histctl.model.Reference;
import io.histctl.resume.ReferenceTime;
import io.histctl.store.Reading;
import io.histctl.store.Storage;
import io.histctl.summary.Digest;
import io.histctl.summary.SummarySource;
import io.histctl.summary.WrittenSummary;
import io.histctl.wire.chat.PartReferences;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
        Map<Reference, Reference> renewals = renewals(options);
        WrittenSummary asked = options.summarizer() instanceof Digest ? null : ask(options, renewals);
        return storage.read(reading -> {
            ReferenceTime time = referenceTime(reading, options.at());
            return exporter(reading, options, renewals, time.at())
                    .writeTo(out, asked)
                    .withClockWarnings(time.warnings());
        });
    }

    /** What the summarizer wrote, while no transaction was open; null if the payload has no summary. */
    private @Nullable WrittenSummary ask(ExportOptions options, Map<Reference, Reference> renewals) {
        Optional<Question> question = storage.read(reading -> {
            Exporter exporter = exporter(
                    reading,
                    options,
                    renewals,
                    referenceTime(reading, options.at()).at());
            return Optional.ofNullable(exporter.summarySource()).map(source -> new Question(exporter, source));
        });
        return question.map(asked -> asked.exporter.summarize(asked.source, options.summarizer()))
                .orElse(null);
    }

    private record Question(Exporter exporter, SummarySource source) {}

    /** The instant at which ids are checked unless the caller names one. */
    public ReferenceTime referenceTime() {
        return storage.read(reading -> {
            reading.conversations().get(conversation);
            return referenceTime(reading, null);
        });
    }

    /** What a resolver gives for the references that have expired; no transaction is open meanwhile. */
    private Map<Reference, Reference> renewals(ExportOptions options) {
        ReferenceResolver resolver = options.referenceResolver();
        Map<Reference, Reference> renewals = new HashMap<>();
        if (resolver != null) {
            Set<Reference> expired = storage.read(reading -> exporter(
                            reading,
                            options,
                            Map.of(),
                            referenceTime(reading, options.at()).at())
                    .expiredReferences());
            for (Reference reference : expired) {
                resolver.renew(reference)
                        .ifPresent(fresh -> renewals.put(reference, PartReferences.renewed(reference, fresh)));
            }
        }
        return renewals;
    }

    private Exporter exporter(Reading reading, ExportOptions options, Map<Reference, Reference> renewals, Instant at) {
        return new Exporter(reading, reading.conversations().get(conversation), options, renewals, at);
    }

    private ReferenceTime referenceTime(Reading reading, @Nullable Instant given) {
        Instant now = Instants.now(clock);
        return given != null
                ? new ReferenceTime(given, List.of())
                : ReferenceTime.of(now, reading.conversations().newestCreated(now));
    }
}
