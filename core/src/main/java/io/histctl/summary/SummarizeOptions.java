package io.histctl.summary;

import io.histctl.resume.TokenBudget;
import org.jspecify.annotations.Nullable;

/**
 * How a summary is made.
 *
 * @param through position of the last turn that it covers; null: the last one that is answered
 * @param maxTokens what its message may cost at most, counted with a tokenizer; null: 2,000 by a cautious estimate
 * @param keep whether it is stored, in the place of one that ends at the same turn
 */
public record SummarizeOptions(
        @Nullable Long through, @Nullable Long maxTokens, Summarizer summarizer, boolean keep) {
    /** A digest of all that is answered, of at most 2,000 tokens, stored. */
    /** The most tokens of a summary unless the caller names another limit. */
    public static final long DEFAULT_TOKENS = 2_000;

    /** The summarizer that needs no model and no network. */
    public static final Summarizer DIGEST = new Digest();

    public static final SummarizeOptions DEFAULT = new SummarizeOptions(null, null, DIGEST, true);

    public SummarizeOptions {
        if (maxTokens != null && maxTokens < TokenBudget.LEAST_SUMMARY_TOKENS) {
            throw new IllegalArgumentException(
                    "a summary needs at least " + TokenBudget.LEAST_SUMMARY_TOKENS + " tokens; give more");
        }
    }
}
