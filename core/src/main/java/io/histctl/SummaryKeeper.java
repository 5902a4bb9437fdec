package io.histctl;

import io.histctl.error.InvalidInputException;
import io.histctl.model.TokenEstimate;
import io.histctl.resume.Decision;
import io.histctl.resume.Outline;
import io.histctl.resume.PlannedTurn;
import io.histctl.resume.Planner;
import io.histctl.resume.Policy;
import io.histctl.store.ConversationRow;
import io.histctl.store.Session;
import io.histctl.store.Summaries;
import io.histctl.store.SummaryRow;
import io.histctl.store.TurnReader;
import io.histctl.summary.O200k;
import io.histctl.summary.TokenCounter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes a summary on request, to be kept. */
final class SummaryKeeper {
    private final TurnReader reader;
    private final Summaries summaries;
    private final ConversationRow conversation;
    private final SummarizeOptions options;
    private final TokenCounter counter;

    SummaryKeeper(Session session, ConversationRow conversation, SummarizeOptions options) {
        this.reader = new TurnReader(session);
        this.summaries = new Summaries(session);
        this.conversation = conversation;
        this.options = options;
        this.counter = options.maxTokens() == null ? TokenCounter.ESTIMATE : new O200k();
    }

    /**
     * A summary with what is to be stored of it.
     *
     * @param row null where it is not to be kept
     */
    record Kept(Summarized summarized, @Nullable SummaryRow row) {}

    Kept make(Instant now) {
        List<Outline> outlines = Outlines.read(conversation, reader);
        Planner.Terms terms = new Planner.Terms(now, Duration.ZERO, Policy.TRANSCRIPT, false, Set.of(), false, 0);
        long through = through(Planner.foldEnds(outlines, terms));
        Set<Long> folded = Planner.plan(outlines, terms.foldingThrough(through)).turns().stream()
                .filter(turn -> turn.decision() == Decision.SUMMARIZED)
                .map(PlannedTurn::position)
                .collect(Collectors.toSet());
        SummaryMaker maker = new SummaryMaker(conversation, reader, options.summarizer(), counter);
        Long most = options.maxTokens();
        SummaryMaker.Made made =
                maker.make(folded, through, previous(through), most == null ? ExportOptions.SUMMARY_TOKENS : most);
        long tokens = counter.count(made.message()) + TokenEstimate.PER_MESSAGE;
        return new Kept(
                new Summarized(
                        conversation.name(), made.message(), made.by(), through, folded.size(), tokens, maker.notes()),
                options.keep() ? row(made, now) : null);
    }

    /** A digest is made of turns, never of a digest; a model's summary grows from its last one. */
    private @Nullable SummaryRow previous(long through) {
        return options.summarizer().takesPrevious()
                ? summaries
                        .farthest(conversation.id(), through - 1)
                        .filter(row -> !row.madeBy().equals(SummaryMaker.DIGEST))
                        .orElse(null)
                : null;
    }

    private long through(List<Long> ends) {
        Long wanted = options.through();
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

    private SummaryRow row(SummaryMaker.Made made, Instant now) {
        return new SummaryRow(
                conversation.id(),
                made.through(),
                made.turns().size(),
                SummaryMaker.fingerprint(made.turns()),
                made.text(),
                made.by(),
                now.toEpochMilli());
    }
}
