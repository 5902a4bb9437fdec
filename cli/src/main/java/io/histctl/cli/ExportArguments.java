package io.histctl.cli;

import io.histctl.export.ExportOptions;
import io.histctl.resume.Policy;
import io.histctl.resume.TokenBudget;
import io.histctl.wire.chat.Overrides;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** How an export is to be. */
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
        at = arguments.time(
                "the moment at which ids are judged (default: now, by the server's clock as far as it is known)",
                "--at");
        margin = arguments.duration("60s", "how long an id must live beyond it", "--margin");
        resume = arguments.option(
                "summary|transcript",
                Converters.oneOf(List.of(Policy.summary(), Policy.transcript()), Policy::name),
                null,
                "what stands for dead ids (default: summary where a spoken reply is wanted)",
                "--resume");
        summaryTokens = arguments.whole(
                "N", "what the summary may cost at most (default: 2000, by an estimate)", "--summary-tokens");
        maxTokens = arguments.whole(
                "N", "what the whole request may cost at most; images and files are not counted", "--max-tokens");
        summarizer = new SummarizerOptions(arguments);
        skipUnheard = arguments.flag("leave out replies of which the user heard nothing", "--skip-unheard");
        model = arguments.text("M", "the model to ask", "--model");
        voice = arguments.text("V", "the voice to ask for", "--voice");
        audioFormat = arguments.text("F", "wav, aac, mp3, flac, opus or pcm16", "--audio-format");
        stream = arguments.choice("ask for a stream, or for none", "--stream");
        messagesOnly = arguments.flag("print the array of messages alone", "--messages-only");
        append = arguments.text(
                "FILE", "put these messages behind it without storing them: one, or an array", "--append");
    }

    /** Checks what can be told without a look at anything else. */
    void check() {
        Long summary = summaryTokens.orNull();
        if (summary != null && summary < TokenBudget.LEAST_SUMMARY_TOKENS) {
            throw arguments.wrong("--summary-tokens must be at least " + TokenBudget.LEAST_SUMMARY_TOKENS);
        }
        Long most = maxTokens.orNull();
        if (most != null && most < 1) {
            throw arguments.wrong("--max-tokens must be at least 1");
        }
    }

    /** The file whose messages are appended, where there is one. */
    List<Path> appended() {
        String file = append.orNull();
        return file == null || file.equals("-") ? List.of() : List.of(Converters.path(file));
    }

    boolean appendsStandardInput() {
        return "-".equals(append.orNull());
    }

    ExportOptions options(CliContext context) throws IOException {
        ExportOptions options = ExportOptions.DEFAULT
                .withAt(at.orNull())
                .withMargin(margin.value())
                .withPolicy(resume.orNull())
                .withOverrides(new Overrides(model.orNull(), voice.orNull(), audioFormat.orNull(), stream.orNull()))
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
