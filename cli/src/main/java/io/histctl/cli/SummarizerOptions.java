package io.histctl.cli;

import io.histctl.summary.SummarizeOptions;
import io.histctl.summary.Summarizer;
import io.histctl.summary.openai.OpenAiOptions;
import io.histctl.summary.openai.OpenAiSummarizer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The options that choose who writes a summary. An API key is not an argument, since process lists show arguments. */
final class SummarizerOptions {
    /** The digest needs nothing; a model is only asked on request. */
    enum Kind {
        DIGEST,
        OPENAI
    }

    private final ArgumentValue<Kind> kind;
    private final ArgumentValue<String> baseUrl;
    private final ArgumentValue<String> model;
    private final ArgumentValue<String> keyFile;

    SummarizerOptions(CommandBuilder arguments) {
        kind = arguments.option(
                "digest|openai",
                Converters.oneOf(Kind.class),
                "digest",
                "who writes the summary: the built-in digest, or a model at an OpenAI-compatible endpoint",
                "--summarizer",
                "--with");
        baseUrl = arguments.text(
                "URL",
                "that endpoint (default: $HISTCTL_OPENAI_BASE_URL, else $OPENAI_BASE_URL, else OpenAI)",
                "--base-url");
        model = arguments.text("M", "the model that writes it (default: $HISTCTL_OPENAI_MODEL)", "--summary-model");
        keyFile = arguments.text(
                "FILE",
                "a file with the API key (default: $HISTCTL_OPENAI_API_KEY, else $OPENAI_API_KEY, which is never sent"
                        + " to --base-url or $HISTCTL_OPENAI_BASE_URL)",
                "--key-file");
    }

    Summarizer summarizer(CliContext context) throws IOException {
        if (kind.value() == Kind.DIGEST) {
            return SummarizeOptions.DIGEST;
        }
        Map<String, String> environment = new HashMap<>(context.environment());
        String url = baseUrl.orNull();
        if (url != null) {
            environment.put("HISTCTL_OPENAI_BASE_URL", url);
        }
        String name = model.orNull();
        if (name != null) {
            environment.put("HISTCTL_OPENAI_MODEL", name);
        }
        String file = keyFile.orNull();
        if (file != null) {
            String key = new String(FileArgument.read(file, context), StandardCharsets.UTF_8);
            environment.put("HISTCTL_OPENAI_API_KEY", key.strip());
        }
        return new OpenAiSummarizer(OpenAiOptions.fromEnvironment(environment));
    }
}
