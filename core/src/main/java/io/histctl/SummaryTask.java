package io.histctl;

import io.histctl.model.Turn;
import io.histctl.store.SummaryRow;
import io.histctl.summary.TokenCounter;
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
record SummaryTask(Covered covered, long through, @Nullable SummaryRow stored, long maxTokens, TokenCounter counter) {
    List<Turn> turns() {
        return covered.turns();
    }

    SummaryTask from(@Nullable SummaryRow other) {
        return new SummaryTask(covered, through, other, maxTokens, counter);
    }
}
