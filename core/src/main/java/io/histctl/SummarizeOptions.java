package io.histctl;

import io.histctl.summary.Summarizer;
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
    public static final SummarizeOptions DEFAULT = new SummarizeOptions(null, null, ExportOptions.DIGEST, true);

    public SummarizeOptions {
        if (maxTokens != null && maxTokens < ExportOptions.LEAST_SUMMARY_TOKENS) {
            throw new IllegalArgumentException(
                    "a summary needs at least " + ExportOptions.LEAST_SUMMARY_TOKENS + " tokens; give more");
        }
    }
}
