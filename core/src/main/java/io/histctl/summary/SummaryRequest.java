package io.histctl.summary;

import io.histctl.model.TokenCounter;
import io.histctl.model.Turn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be summarized.
 *
 * @param turns in their order; never empty
 * @param previous a summary of the turns before them, which the new one is to contain; null where there is none
 * @param maxTokens what the summary may cost at most, as input tokens
 * @param counter counts them
 */
public record SummaryRequest(List<Turn> turns, @Nullable String previous, long maxTokens, TokenCounter counter) {
    public SummaryRequest {
        turns = List.copyOf(turns);
    }
}
