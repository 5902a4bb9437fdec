package io.histctl;

import io.histctl.payload.Overrides;
import io.histctl.resume.Policy;
import io.histctl.summary.Summarizer;
import io.histctl.summary.TranscriptSummary;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a conversation is exported. {@link #DEFAULT} suits most; each {@code with…} changes one thing.
 *
 * @param at the moment at which ids are judged; null: the later of the local clock and the newest recorded
 *     {@code created}, so that a slow clock does not replay the dead
 * @param margin how long an id must live beyond that moment
 * @param policy null: summary where a spoken reply is wanted, else transcript
 * @param overrides settings that are wanted otherwise than recorded
 * @param messagesOnly whether the payload is the array of messages alone
 * @param append messages to put behind the history without storing them: one JSON object or an array
 * @param summaryTokens what the summary's message may cost at most, at least {@link #LEAST_SUMMARY_TOKENS}
 */
public record ExportOptions(
        @Nullable Instant at,
        Duration margin,
        @Nullable Policy policy,
        Overrides overrides,
        boolean messagesOnly,
        @Nullable String append,
        long summaryTokens,
        Summarizer summarizer) {
    /** Room for the summary's frame and a line. */
    public static final long LEAST_SUMMARY_TOKENS = 200;

    /** Now, with a margin of 60 s, the policy that the settings call for, a summary of at most 2,000 tokens. */
    public static final ExportOptions DEFAULT = new ExportOptions(
            null, Duration.ofSeconds(60), null, Overrides.NONE, false, null, 2_000, new TranscriptSummary());

    public ExportOptions {
        if (margin.isNegative()) {
            throw new IllegalArgumentException("the margin is negative; give 0s or more");
        }
        if (summaryTokens < LEAST_SUMMARY_TOKENS) {
            throw new IllegalArgumentException(
                    "a summary needs at least " + LEAST_SUMMARY_TOKENS + " tokens; give more");
        }
    }

    /** Judged at this moment. */
    public ExportOptions withAt(@Nullable Instant moment) {
        return new ExportOptions(moment, margin, policy, overrides, messagesOnly, append, summaryTokens, summarizer);
    }

    /** With this margin. */
    public ExportOptions withMargin(Duration span) {
        return new ExportOptions(at, span, policy, overrides, messagesOnly, append, summaryTokens, summarizer);
    }

    /** Under this policy. */
    public ExportOptions withPolicy(@Nullable Policy resume) {
        return new ExportOptions(at, margin, resume, overrides, messagesOnly, append, summaryTokens, summarizer);
    }

    /** With these settings changed. */
    public ExportOptions withOverrides(Overrides changed) {
        return new ExportOptions(at, margin, policy, changed, messagesOnly, append, summaryTokens, summarizer);
    }

    /** The messages alone. */
    public ExportOptions withMessagesOnly(boolean only) {
        return new ExportOptions(at, margin, policy, overrides, only, append, summaryTokens, summarizer);
    }

    /** With these messages behind the history: one JSON object or an array of them. */
    public ExportOptions withAppended(String messages) {
        return new ExportOptions(at, margin, policy, overrides, messagesOnly, messages, summaryTokens, summarizer);
    }

    /** With a summary of at most so many tokens. */
    public ExportOptions withSummaryTokens(long most) {
        return new ExportOptions(at, margin, policy, overrides, messagesOnly, append, most, summarizer);
    }

    /** With summaries by this summarizer. */
    public ExportOptions withSummarizer(Summarizer by) {
        return new ExportOptions(at, margin, policy, overrides, messagesOnly, append, summaryTokens, by);
    }
}
