package io.histctl.export;

import io.histctl.model.Instants;
import io.histctl.resume.Policy;
import io.histctl.resume.TokenBudget;
import io.histctl.summary.SummarizeOptions;
import io.histctl.summary.Summarizer;
import io.histctl.wire.chat.Overrides;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How a conversation is exported. {@link #DEFAULT} suits most; each {@code with…} gives options that differ in one thing. */
public final class ExportOptions {
    /** Now, with a margin of 60 s, the policy that the settings call for, a digest of at most 2,000 tokens. */
    public static final ExportOptions DEFAULT = new ExportOptions();

    // written only by the constructor and, before the copy is handed out, by with()
    private @Nullable Instant at;
    private Duration margin = Duration.ofSeconds(60);
    private @Nullable Policy policy;
    private Overrides overrides = Overrides.NONE;
    private boolean messagesOnly;
    private @Nullable String append;
    private @Nullable Long summaryTokens;
    private @Nullable Long maxTokens;
    private boolean skipUnheard;
    private Summarizer summarizer = SummarizeOptions.DIGEST;

    private ExportOptions() {}

    private ExportOptions with(Consumer<ExportOptions> change) {
        ExportOptions copy = new ExportOptions();
        copy.at = at;
        copy.margin = margin;
        copy.policy = policy;
        copy.overrides = overrides;
        copy.messagesOnly = messagesOnly;
        copy.append = append;
        copy.summaryTokens = summaryTokens;
        copy.maxTokens = maxTokens;
        copy.skipUnheard = skipUnheard;
        copy.summarizer = summarizer;
        change.accept(copy);
        return copy;
    }

    /**
     * Sets the instant at which audio ids are checked for expiry. Defaults to {@link io.histctl.Conversation#moment}: the
     * later of the local clock and the newest plausible server timestamp on record.
     *
     * @throws io.histctl.error.InvalidInputException if the instant is outside the years 1 to 9999
     */
    public ExportOptions withAt(@Nullable Instant wanted) {
        Instants.ensureMoment(wanted, "the moment of the export");
        return with(copy -> copy.at = wanted);
    }

    /**
     * With ids that live so long beyond the moment; 60 s unless told.
     *
     * @throws io.histctl.error.InvalidInputException where it is negative or longer than 365,000 days
     */
    public ExportOptions withMargin(Duration wanted) {
        Instants.ensureSpan(wanted, "the margin");
        return with(copy -> copy.margin = wanted);
    }

    /** Under this policy; null: summary where a spoken reply is wanted, else transcript. */
    public ExportOptions withPolicy(@Nullable Policy wanted) {
        return with(copy -> copy.policy = wanted);
    }

    /** With settings that are wanted otherwise than recorded. */
    public ExportOptions withOverrides(Overrides wanted) {
        return with(copy -> copy.overrides = wanted);
    }

    /** As the array of messages alone. */
    public ExportOptions withMessagesOnly(boolean wanted) {
        return with(copy -> copy.messagesOnly = wanted);
    }

    /**
     * With these messages behind the history, which are not stored: one JSON object or an array of them. One that replays an
     * audio id is refused, since only the export knows whether that is alive.
     */
    public ExportOptions withAppended(@Nullable String wanted) {
        return with(copy -> copy.append = wanted);
    }

    /**
     * Limits the tokens of the summary's message, counted with a tokenizer, which takes about 0.3 s to load. Null for
     * about 2,000, estimated without it.
     */
    public ExportOptions withSummaryTokens(@Nullable Long wanted) {
        if (wanted != null && wanted < TokenBudget.LEAST_SUMMARY_TOKENS) {
            throw new IllegalArgumentException(
                    "a summary needs at least " + TokenBudget.LEAST_SUMMARY_TOKENS + " tokens; give more");
        }
        return with(copy -> copy.summaryTokens = wanted);
    }

    /**
     * Limits the input tokens of the payload, counted with a tokenizer, which takes about 0.3 s to load; images and
     * files are not counted. Folds more of the oldest turns, then shortens the summary. Null for no limit.
     */
    public ExportOptions withMaxTokens(@Nullable Long wanted) {
        return with(copy -> copy.maxTokens = wanted);
    }

    /** Without the replies of which the user heard nothing. */
    public ExportOptions withSkipUnheard(boolean wanted) {
        return with(copy -> copy.skipUnheard = wanted);
    }

    /** With summaries by this summarizer; the digest unless told. */
    public ExportOptions withSummarizer(Summarizer wanted) {
        return with(copy -> copy.summarizer = wanted);
    }

    @Nullable
    Instant at() {
        return at;
    }

    Duration margin() {
        return margin;
    }

    @Nullable
    Policy policy() {
        return policy;
    }

    Overrides overrides() {
        return overrides;
    }

    boolean messagesOnly() {
        return messagesOnly;
    }

    @Nullable
    String append() {
        return append;
    }

    @Nullable
    Long summaryTokens() {
        return summaryTokens;
    }

    @Nullable
    Long maxTokens() {
        return maxTokens;
    }

    boolean skipUnheard() {
        return skipUnheard;
    }

    Summarizer summarizer() {
        return summarizer;
    }
}
