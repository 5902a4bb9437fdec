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
import org.jspecify.annotations.Nullable;

/** Reads what a summary on request is made of, and keeps what was made of it. */
public final class SummaryKeeper {
    private final Reading reading;
    private final StoredConversation conversation;

    public SummaryKeeper(Reading reading, StoredConversation conversation) {
        this.reading = reading;
        this.conversation = conversation;
    }

    public SummaryTask task(SummarizeOptions options) {
        long through = through(options.through());
        Long most = options.maxTokens();
        return new SummaryTask(
                SummarySource.through(through, conversation, reading.turns()),
                through,
                previous(through, options),
                most == null ? SummarizeOptions.DEFAULT_TOKENS : most,
                most == null ? TokenCounter.ESTIMATE : new O200k());
    }

    /** Whether there is one that ends at this turn. */
    public boolean has(long through) {
        return reading.summaries()
                .farthest(conversation, through)
                .filter(row -> row.through() == through)
                .isPresent();
    }

    /** Whether the turns that a summary covers are still those that it was made of. */
    public boolean isCurrent(SummaryMaker.Made made) {
        return SummaryMaker.covers(
                made.stored(Instant.EPOCH),
                SummarySource.through(made.through(), conversation, reading.turns())
                        .turns());
    }

    /** A digest is made of turns, never of a digest; a model's summary grows from its last one. */
    private @Nullable StoredSummary previous(long through, SummarizeOptions options) {
        return options.summarizer().takesPrevious()
                ? reading.summaries()
                        .farthest(conversation, through - 1)
                        .filter(row -> !row.madeBy().equals(SummaryMaker.DIGEST))
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
            throw new InvalidInputException("a summary can't end at turn " + wanted
                    + ", which is not the end of an exchange; " + before + " would do");
        }
        return wanted;
    }
}
