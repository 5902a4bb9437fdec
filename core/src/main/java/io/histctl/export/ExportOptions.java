package io.histctl.export;

import io.histctl.model.Instants;
import io.histctl.resume.Policy;
import io.histctl.resume.TokenBudget;
import io.histctl.summary.SummarizeOptions;
import io.histctl.summary.Summarizer;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a conversation is exported. Start from {@link #DEFAULT} and change what differs:
 *
 * <pre>{@code
 * ExportOptions options = ExportOptions.DEFAULT
 *         .withMaxTokens(20_000L)
 *         .withAppended("{\"role\":\"user\",\"content\":\"And now?\"}");
 * }</pre>
 *
 * @param at the instant at which audio ids are checked for expiry; null for {@link io.histctl.Conversation#moment}
 * @param margin an id is replayed only if it remains valid for this long after that
 * @param policy what replaces turns whose audio has expired; null for {@link Policy#summary} if the request asks for
 *     audio, otherwise {@link Policy#transcript}
 * @param overrides settings that differ from the recorded ones
 * @param content which messages the payload contains
 * @param limits the most tokens
 * @param summarizer what writes summaries; it is called while no transaction is open
 * @param referenceResolver what renews expired references to images and files, also while no transaction is open; null
 *     to replace them by placeholders
 */
public record ExportOptions(
        @Nullable Instant at,
        Duration margin,
        @Nullable Policy policy,
        Overrides overrides,
        Content content,
        Limits limits,
        Summarizer summarizer,
        @Nullable ReferenceResolver referenceResolver) {
    /** Now, with a margin of 60 seconds, the recorded settings, no token limit and digests of about 2,000 tokens. */
    public static final ExportOptions DEFAULT = new ExportOptions(
            null,
            Duration.ofSeconds(60),
            null,
            Overrides.NONE,
            new Content(null, false, false),
            new Limits(null, null),
            SummarizeOptions.DIGEST,
            null);

    /**
     * Which messages a payload contains.
     *
     * @param appended messages after the history, as {@link #withAppended} accepts them; null for none
     * @param skipUnheard whether to leave out replies of which the user heard nothing
     * @param messagesOnly whether to export the array of messages instead of a request
     */
    public record Content(@Nullable String appended, boolean skipUnheard, boolean messagesOnly) {}

    /**
     * The most tokens.
     *
     * @param payload of the payload's input; null for no limit
     * @param summary of the summary's message, at least 200; null for about 2,000, estimated
     */
    public record Limits(@Nullable Long payload, @Nullable Long summary) {
        /** @throws IllegalArgumentException if a summary is given fewer than 200 tokens */
        public Limits {
            if (summary != null && summary < TokenBudget.LEAST_SUMMARY_TOKENS) {
                throw new IllegalArgumentException(
                        "a summary needs at least " + TokenBudget.LEAST_SUMMARY_TOKENS + " tokens; allow more");
            }
        }
    }

    /**
     * Checks the options.
     *
     * @throws io.histctl.error.InvalidInputException if {@code at} is outside the years 1 to 9999, or the margin is
     *     negative or longer than 365,000 days
     */
    public ExportOptions {
        Instants.ensureMoment(at, "the moment of the export");
        Instants.ensureSpan(margin, "the margin");
    }

    /**
     * These options with another instant at which audio ids are checked for expiry. The default is
     * {@link io.histctl.Conversation#moment}: the later of the local clock and the newest plausible server timestamp on
     * record.
     */
    public ExportOptions withAt(@Nullable Instant at) {
        return new ExportOptions(at, margin, policy, overrides, content, limits, summarizer, referenceResolver);
    }

    /** These options with another margin. */
    public ExportOptions withMargin(Duration margin) {
        return new ExportOptions(at, margin, policy, overrides, content, limits, summarizer, referenceResolver);
    }

    /** These options with another policy. */
    public ExportOptions withPolicy(@Nullable Policy policy) {
        return new ExportOptions(at, margin, policy, overrides, content, limits, summarizer, referenceResolver);
    }

    /** These options with settings that differ from the recorded ones. */
    public ExportOptions withOverrides(Overrides overrides) {
        return new ExportOptions(at, margin, policy, overrides, content, limits, summarizer, referenceResolver);
    }

    /**
     * These options with messages after the history, which are not stored: one JSON object or an array of them. A message
     * that replays an audio id is refused, since only the export knows whether the id is still usable.
     */
    public ExportOptions withAppended(@Nullable String appended) {
        return withContent(new Content(appended, content.skipUnheard, content.messagesOnly));
    }

    /** These options, leaving out or sending replies of which the user heard nothing. */
    public ExportOptions withSkipUnheard(boolean skipUnheard) {
        return withContent(new Content(content.appended, skipUnheard, content.messagesOnly));
    }

    /** These options, exporting the array of messages alone or a request. */
    public ExportOptions withMessagesOnly(boolean messagesOnly) {
        return withContent(new Content(content.appended, content.skipUnheard, messagesOnly));
    }

    /**
     * These options with a limit for the input tokens of the payload, counted with a tokenizer, which takes about 0.3 s to
     * load; images and files are not counted. If necessary, more of the oldest turns are folded, then the summary is
     * shortened.
     */
    public ExportOptions withMaxTokens(@Nullable Long maxTokens) {
        return withLimits(new Limits(maxTokens, limits.summary));
    }

    /**
     * These options with a limit for the tokens of the summary's message, counted with a tokenizer, which takes about 0.3 s
     * to load.
     *
     * @throws IllegalArgumentException if it is below 200
     */
    public ExportOptions withSummaryTokens(@Nullable Long summaryTokens) {
        return withLimits(new Limits(limits.payload, summaryTokens));
    }

    /** These options with another summarizer. */
    public ExportOptions withSummarizer(Summarizer summarizer) {
        return new ExportOptions(at, margin, policy, overrides, content, limits, summarizer, referenceResolver);
    }

    /** These options with another source of fresh references; null to replace expired ones by placeholders. */
    public ExportOptions withReferenceResolver(@Nullable ReferenceResolver referenceResolver) {
        return new ExportOptions(at, margin, policy, overrides, content, limits, summarizer, referenceResolver);
    }

    private ExportOptions withContent(Content changed) {
        return new ExportOptions(at, margin, policy, overrides, changed, limits, summarizer, referenceResolver);
    }

    private ExportOptions withLimits(Limits changed) {
        return new ExportOptions(at, margin, policy, overrides, content, changed, summarizer, referenceResolver);
    }
}
