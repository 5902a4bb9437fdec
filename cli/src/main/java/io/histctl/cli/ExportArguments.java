package io.histctl.cli;

import io.histctl.export.ExportOptions;
import io.histctl.export.Overrides;
import io.histctl.export.RealtimeOptions;
import io.histctl.resume.Policy;
import io.histctl.resume.TokenBudget;
import io.histctl.summary.SummarizeOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The options that decide what an export contains. */
final class ExportArguments {
    private final CommandBuilder arguments;
    private final ArgumentValue<Instant> at;
    private final ArgumentValue<Duration> margin;
    private final ArgumentValue<Policy> resume;
    private final ArgumentValue<Long> summaryTokens;
    private final ArgumentValue<Long> maxTokens;
    private final SummarizerOptions summarizer;
    private final ArgumentValue<Boolean> skipUnheard;
    private final ArgumentValue<String> model;
    private final ArgumentValue<String> voice;
    private final ArgumentValue<String> audioFormat;
    private final ArgumentValue<Boolean> stream;
    private final ArgumentValue<Boolean> messagesOnly;
    private final ArgumentValue<String> append;

    ExportArguments(CommandBuilder arguments) {
        this.arguments = arguments;
        arguments.group("What to send of the history:");
        at = arguments.time("when to check the expiry of audio ids: ISO-8601 or Unix seconds (default: now)", "--at");
        margin = arguments.duration("60s", "replay an id only if it outlives that time by this much", "--margin");
        resume = arguments.option(
                "summary|transcript",
                Converters.oneOf(List.of(Policy.summary(), Policy.transcript()), Policy::name),
                null,
                "what replaces turns whose audio expired (default: summary if the request asks for audio)",
                "--resume");
        maxTokens = arguments.whole(
                "N", "the most input tokens of the request; images and files are not counted", "--max-tokens");
        skipUnheard = arguments.flag("omit replies that the user did not hear at all", "--skip-unheard");
        append = arguments.text(
                "FILE", "add these messages at the end without storing them: one, or an array", "--append");
        arguments.group("Summary:");
        summaryTokens =
                arguments.whole("N", "the most tokens that it may cost (default: about 2000)", "--summary-tokens");
        summarizer = new SummarizerOptions(arguments);
        arguments.group("Settings of the request (default: as recorded):");
        model = arguments.text("M", "the model", "--model");
        voice = arguments.text("V", "the voice of the reply", "--voice");
        audioFormat = arguments.text("F", "wav, aac, mp3, flac, opus or pcm16", "--audio-format");
        stream = arguments.negatableFlag("request a streamed reply, or one that is not", "--stream");
        arguments.group("Output:");
        messagesOnly = arguments.flag("print only the array of messages", "--messages-only");
    }

    /** Checks the values that need nothing else to be checked. */
    void check() {
        Long summary = summaryTokens.orNull();
        if (summary != null && summary < TokenBudget.LEAST_SUMMARY_TOKENS) {
            throw arguments.usageError("--summary-tokens must be at least " + TokenBudget.LEAST_SUMMARY_TOKENS);
        }
        Long limit = maxTokens.orNull();
        if (limit != null && limit < 1) {
            throw arguments.usageError("--max-tokens must be at least 1");
        }
    }

    /** The file with the messages to append, if there is one. */
    List<Path> appended() {
        String file = append.orNull();
        return file == null || file.equals("-") ? List.of() : List.of(Converters.path(file));
    }

    boolean appends() {
        return append.isGiven();
    }

    boolean appendsStandardInput() {
        return "-".equals(append.orNull());
    }

    RealtimeOptions realtimeOptions(CliContext context) throws IOException {
        return RealtimeOptions.DEFAULT
                .withTranscript(Policy.transcript().equals(resume.orNull()))
                .withSummary(SummarizeOptions.DEFAULT
                        .withKeep(false)
                        .withMaxTokens(summaryTokens.orNull())
                        .withSummarizer(summarizer.summarizer(context)));
    }

    ExportOptions options(CliContext context) throws IOException {
        ExportOptions options = ExportOptions.DEFAULT
                .withAt(at.orNull())
                .withMargin(margin.value())
                .withPolicy(resume.orNull())
                .withOverrides(Overrides.NONE
                        .withModel(model.orNull())
                        .withVoice(voice.orNull())
                        .withAudioFormat(audioFormat.orNull())
                        .withStream(stream.orNull()))
                .withMessagesOnly(messagesOnly.value())
                .withSummaryTokens(summaryTokens.orNull())
                .withMaxTokens(maxTokens.orNull())
                .withSkipUnheard(skipUnheard.value())
                .withSummarizer(summarizer.summarizer(context));
        String file = append.orNull();
        return file == null
                ? options
                : options.withAppended(new String(FileArgument.read(file, context), StandardCharsets.UTF_8));
    }
}
