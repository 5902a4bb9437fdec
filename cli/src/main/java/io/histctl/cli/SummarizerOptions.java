package io.histctl.cli;

import io.histctl.openai.OpenAiOptions;
import io.histctl.summary.SummarizeOptions;
import io.histctl.summary.Summarizer;
import io.histctl.summary.openai.OpenAiSummarizer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The options that choose who writes a summary. */
final class SummarizerOptions {
    /** The digest needs nothing; a model is only asked on request. */
    enum Kind {
        DIGEST,
        OPENAI
    }

    private final ArgumentValue<Kind> kind;
    private final OpenAiArguments endpoint;
    private final ArgumentValue<String> model;

    SummarizerOptions(CommandBuilder arguments) {
        this(arguments, null);
    }

    /** Options that share the endpoint with others; null for an endpoint of their own. */
    SummarizerOptions(CommandBuilder arguments, @Nullable OpenAiArguments shared) {
        kind = arguments.option(
                "digest|openai",
                Converters.oneOf(Kind.class),
                "digest",
                "who writes the summary: the built-in digest, or a model at an OpenAI-compatible endpoint",
                "--summarizer",
                "--with");
        endpoint = shared == null ? new OpenAiArguments(arguments) : shared;
        model = arguments.text("M", "the model that writes it (default: $HISTCTL_OPENAI_MODEL)", "--summary-model");
    }

    Summarizer summarizer(CliContext context) throws IOException {
        if (kind.value() == Kind.DIGEST) {
            return SummarizeOptions.DIGEST;
        }
        return new OpenAiSummarizer(
                OpenAiOptions.fromEnvironment(endpoint.environment(context, "HISTCTL_OPENAI_MODEL", model.orNull())));
    }
}
