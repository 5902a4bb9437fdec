package io.histctl.summary;

import io.histctl.error.InvalidInputException;
import io.histctl.model.TokenCounter;
import io.histctl.resume.Outline;
import io.histctl.resume.Planner;
import io.histctl.store.Outlines;
import io.histctl.store.Reading;
import io.histctl.store.StoredConversation;
import io.histctl.store.StoredSummary;
import java.time.Instant;
import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Reads what a summary on request is made from, and writes it. */
@API(status = API.Status.INTERNAL)
public final class SummaryService {
    private final Reading reading;
    private final StoredConversation conversation;

    /** Works within a snapshot. */
    public SummaryService(Reading reading, StoredConversation conversation) {
        this.reading = reading;
        this.conversation = conversation;
    }

    /**
     * Reads what the requested summary is made from.
     *
     * @throws InvalidInputException if there is nothing to summarize, or a summary cannot end at the given turn
     */
    public SummarySource source(SummarizeOptions options) {
        long through = through(options.through());
        return SummarySource.read(through, conversation, reading.turns(), previous(through, options));
    }

    /** Writes the summary. Needs no transaction. */
    public static WrittenSummary write(SummarySource source, SummarySignature signature, SummarizeOptions options) {
        Long maxTokens = options.maxTokens();
        return maxTokens == null
                ? SummaryWriter.write(
                        source, signature, SummarizeOptions.DEFAULT_TOKENS, TokenCounter.ESTIMATE, options.summarizer())
                : SummaryWriter.write(source, signature, maxTokens, TokenCounter.O200K, options.summarizer());
    }

    /** Whether a summary that ends at this turn is stored. */
    public boolean isStored(long through) {
        return reading.summaries()
                .farthest(conversation, through)
                .filter(row -> row.through() == through)
                .isPresent();
    }

    /** Whether no turn that a summary covers has changed since it was read. */
    public boolean isCurrent(WrittenSummary summary) {
        return SummarySource.read(summary.source().through(), conversation, reading.turns(), null)
                .continues(summary.stored(Instant.EPOCH));
    }

    /** Digests are made from turns only, never from an older digest; a model extends its own last summary. */
    private @Nullable StoredSummary previous(long through, SummarizeOptions options) {
        return options.summarizer().takesPrevious()
                ? reading.summaries()
                        .farthest(conversation, through - 1)
                        .filter(row -> !row.madeBy().equals(Digest.NAME))
                        .orElse(null)
                : null;
    }

    private long through(@Nullable Long wanted) {
        List<Outline> outlines = Outlines.read(conversation, reading.turns());
        List<Long> ends = Planner.exchangeEnds(outlines);
        if (ends.isEmpty()) {
            throw new InvalidInputException("the conversation has no answered turn to summarize yet");
        }
        if (wanted == null) {
            return ends.get(ends.size() - 1);
        }
        if (!ends.contains(wanted)) {
            long before = ends.stream()
                    .filter(end -> end < wanted)
                    .reduce((a, b) -> b)
                    .orElse(ends.get(0));
            throw new InvalidInputException("a summary cannot end at turn " + wanted
                    + ", which is not the end of an exchange; it can end at turn " + before);
        }
        return wanted;
    }
}
