package io.histctl.summary;

import io.histctl.model.TokenCounter;
import io.histctl.model.Turn;
import io.histctl.store.StoredSummary;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a summary is to be made of, read whole, so that no transaction is open while a summarizer takes its time.
 *
 * @param covered the turns that it is to cover; never empty
 * @param through position of the last of them
 * @param stored the stored summary that reaches farthest into them; null: none
 * @param maxTokens what the whole message may cost
 * @param counter counts that
 */
public record SummaryTask(
        SummarySource covered, long through, @Nullable StoredSummary stored, long maxTokens, TokenCounter counter) {
    public List<Turn> turns() {
        return covered.turns();
    }

    public SummaryTask from(@Nullable StoredSummary other) {
        return new SummaryTask(covered, through, other, maxTokens, counter);
    }
}
