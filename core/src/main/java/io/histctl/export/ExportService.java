package io.histctl.export;

import io.histctl.model.Reference;
import io.histctl.resume.ReferenceTime;
import io.histctl.store.ConversationRef;
import io.histctl.store.Reading;
import io.histctl.store.StoredConversation;
import io.histctl.summary.Digest;
import io.histctl.summary.SummarySource;
import io.histctl.summary.WrittenSummary;
import io.histctl.wire.chat.PartReferences;
import java.io.OutputStream;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Exports a conversation from a single snapshot. Resolvers and summarizers are requested before it, outside a transaction.
 *
 * @hidden
 */
@API(status = API.Status.INTERNAL)
public final class ExportService {
    private final ConversationRef conversation;

    /** Exports this conversation. */
    public ExportService(ConversationRef conversation) {
        this.conversation = conversation;
    }

    /** Writes the payload. */
    public ExportReport exportTo(OutputStream out, ExportOptions options) {
        Map<Reference, Reference> renewals = renewals(options);
        WrittenSummary requested = options.summarizer() instanceof Digest ? null : ask(options, renewals);
        return read(options, (reading, stored) -> {
            ReferenceTime time = referenceTime(reading, options.at());
            return new Exporter(reading, stored, options, renewals, time.at())
                    .writeTo(out, requested)
                    .withClockWarnings(time.warnings());
        });
    }

    /** The instant at which ids are checked unless the caller names one. */
    public ReferenceTime referenceTime() {
        return conversation.read((reading, stored) -> referenceTime(reading, null));
    }

    /** Reads the conversation, which need not exist if messages are appended: those begin it. */
    private <T> T read(ExportOptions options, BiFunction<Reading, StoredConversation, T> work) {
        return options.content().appended() == null ? conversation.read(work) : conversation.readOrBegin(work);
    }

    /** Asks the summarizer; null if the payload has no summary. */
    private @Nullable WrittenSummary ask(ExportOptions options, Map<Reference, Reference> renewals) {
        Optional<Question> question = read(options, (reading, stored) -> {
            Exporter exporter = exporter(reading, stored, options, renewals);
            return Optional.ofNullable(exporter.summarySource()).map(source -> new Question(exporter, source));
        });
        return question.map(requested -> requested.exporter.summarize(requested.source, options.summarizer()))
                .orElse(null);
    }

    private record Question(Exporter exporter, SummarySource source) {}

    /** Asks the resolver for the references that have expired. */
    private Map<Reference, Reference> renewals(ExportOptions options) {
        ReferenceResolver resolver = options.referenceResolver();
        Map<Reference, Reference> renewals = new HashMap<>();
        if (resolver != null) {
            Set<Reference> expired = read(
                    options,
                    (reading, stored) ->
                            exporter(reading, stored, options, Map.of()).expiredReferences());
            for (Reference reference : expired) {
                resolver.renew(reference)
                        .ifPresent(fresh -> renewals.put(reference, PartReferences.renewed(reference, fresh)));
            }
        }
        return renewals;
    }

    private Exporter exporter(
            Reading reading, StoredConversation stored, ExportOptions options, Map<Reference, Reference> renewals) {
        Instant at = referenceTime(reading, options.at()).at();
        return new Exporter(reading, stored, options, renewals, at);
    }

    private ReferenceTime referenceTime(Reading reading, @Nullable Instant given) {
        return given != null
                ? new ReferenceTime(given, List.of())
                : reading.conversations().referenceTime(conversation.now());
    }
}
