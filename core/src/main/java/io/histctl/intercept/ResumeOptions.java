package io.histctl.intercept;

import io.histctl.model.Instants;
import io.histctl.resume.TokenBudget;
import io.histctl.summary.SummarizeOptions;
import io.histctl.summary.Summarizer;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How an app's own request is made valid.
 *
 * @param at the moment at which audio ids are checked; null for {@link io.histctl.Conversation#moment}
 * @param margin how long an id must remain valid after that moment
 * @param summaryTokens the most tokens of a summary message, counted with a tokenizer unless it is the default
 * @param summarizer writes the summary of messages that can't be sent
 */
public record ResumeOptions(@Nullable Instant at, Duration margin, long summaryTokens, Summarizer summarizer) {
    /** Now, with a margin of 60 seconds and a digest of about 2,000 tokens, estimated. */
    public static final ResumeOptions DEFAULT =
            new ResumeOptions(null, Duration.ofSeconds(60), SummarizeOptions.DEFAULT_TOKENS, SummarizeOptions.DIGEST);

    /**
     * Checks the options.
     *
     * @throws io.histctl.error.InvalidInputException if the moment is not within the years 1 to 9999, or the margin is
     *     negative or longer than 365,000 days
     * @throws IllegalArgumentException if a summary is given fewer than 200 tokens
     */
    public ResumeOptions {
        Instants.ensureMoment(at, "the moment of the request");
        Instants.ensureSpan(margin, "the margin");
        if (summaryTokens < TokenBudget.LEAST_SUMMARY_TOKENS) {
            throw new IllegalArgumentException(
                    "a summary needs at least " + TokenBudget.LEAST_SUMMARY_TOKENS + " tokens; allow more");
        }
    }

    /** These options with another moment. */
    public ResumeOptions withAt(@Nullable Instant at) {
        return new ResumeOptions(at, margin, summaryTokens, summarizer);
    }

    /** These options with another margin. */
    public ResumeOptions withMargin(Duration margin) {
        return new ResumeOptions(at, margin, summaryTokens, summarizer);
    }

    /** These options with another limit for summaries. */
    public ResumeOptions withSummaryTokens(long summaryTokens) {
        return new ResumeOptions(at, margin, summaryTokens, summarizer);
    }

    /** These options with another summarizer. It is called while no transaction is open. */
    public ResumeOptions withSummarizer(Summarizer summarizer) {
        return new ResumeOptions(at, margin, summaryTokens, summarizer);
    }
}
