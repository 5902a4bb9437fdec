package io.histctl.summary;

import io.histctl.model.TokenCounter;
import io.histctl.model.Turn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request to a {@link Summarizer}.
 *
 * <pre>{@code
 * SummaryRequest request = new SummaryRequest(conversation.turns(), null, 2_000, TokenCounter.O200K);
 * String digest = new Digest().summarize(request).text();
 * }</pre>
 *
 * @param turns the turns to summarize, oldest first; never empty
 * @param previous the summary of the turns before them, whose content the new summary must repeat; null if there is none
 * @param maxTokens the most input tokens that the text of the summary may cost
 * @param counter the counter that decides whether the summary is within {@code maxTokens}
 */
public record SummaryRequest(List<Turn> turns, @Nullable String previous, long maxTokens, TokenCounter counter) {
    /** Copies the list. */
    public SummaryRequest {
        turns = List.copyOf(turns);
    }
}
