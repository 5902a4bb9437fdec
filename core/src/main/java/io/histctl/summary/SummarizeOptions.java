package io.histctl.summary;

import io.histctl.resume.TokenBudget;
import org.jspecify.annotations.Nullable;

/**
 * What to summarize. Start from {@link #DEFAULT} and change what differs.
 *
 * @param through the position of the last turn to summarize, which must end an exchange; null for the last answered turn
 * @param maxTokens the most tokens that the message may cost, counted with a tokenizer, at least 200; null for about
 *     {@link #DEFAULT_TOKENS}, estimated
 * @param keep whether to store the summary, replacing one that ends at the same turn
 */
public record SummarizeOptions(
        @Nullable Long through, @Nullable Long maxTokens, Summarizer summarizer, boolean keep) {
    /** The size of a summary, in estimated tokens, if no limit is given. */
    public static final long DEFAULT_TOKENS = 2_000;

    /** The summarizer that needs no model and no network. */
    public static final Summarizer DIGEST = new Digest();

    /** Stores a digest of all answered turns, of about 2,000 tokens. */
    public static final SummarizeOptions DEFAULT = new SummarizeOptions(null, null, DIGEST, true);

    /** @throws IllegalArgumentException if {@code maxTokens} is below 200 */
    public SummarizeOptions {
        if (maxTokens != null && maxTokens < TokenBudget.LEAST_SUMMARY_TOKENS) {
            throw new IllegalArgumentException(
                    "a summary needs at least " + TokenBudget.LEAST_SUMMARY_TOKENS + " tokens; allow more");
        }
    }

    /** These options for the turns through another position. */
    public SummarizeOptions withThrough(@Nullable Long through) {
        return new SummarizeOptions(through, maxTokens, summarizer, keep);
    }

    /** These options with another limit. */
    public SummarizeOptions withMaxTokens(@Nullable Long maxTokens) {
        return new SummarizeOptions(through, maxTokens, summarizer, keep);
    }

    /** These options with another summarizer. It is called while no transaction is open. */
    public SummarizeOptions withSummarizer(Summarizer summarizer) {
        return new SummarizeOptions(through, maxTokens, summarizer, keep);
    }

    /** These options, storing the summary or not. */
    public SummarizeOptions withKeep(boolean keep) {
        return new SummarizeOptions(through, maxTokens, summarizer, keep);
    }
}
