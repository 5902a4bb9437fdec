package io.histctl.cli;

import io.histctl.ExportOptions;
import io.histctl.openai.OpenAiOptions;
import io.histctl.openai.OpenAiSummarizer;
import io.histctl.summary.Summarizer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who writes a summary. A key is never an argument, which others could read in the process list. */
final class SummarizerOptions {
    /** The digest needs nothing; a model is asked only where that is said. */
    enum Kind {
        DIGEST,
        OPENAI
    }

    @Option(
            names = {"--summarizer", "--with"},
            paramLabel = "digest|openai",
            defaultValue = "digest",
            description = "who writes the summary: the embedded digest, or a model at an OpenAI-compatible endpoint"
                    + " (default: ${DEFAULT-VALUE})")
    private Kind kind = Kind.DIGEST;

    @Option(
            names = "--base-url",
            paramLabel = "URL",
            description = "of that endpoint (else $HISTCTL_OPENAI_BASE_URL, else $OPENAI_BASE_URL, else OpenAI's)")
    private @Nullable String baseUrl;

    @Option(
            names = "--summary-model",
            paramLabel = "M",
            description = "the model that writes it (else $HISTCTL_OPENAI_MODEL)")
    private @Nullable String model;

    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            description = "holds the key (else $HISTCTL_OPENAI_API_KEY, else $OPENAI_API_KEY)")
    private @Nullable String keyFile;

    Summarizer summarizer(Surroundings surroundings) throws IOException {
        if (kind == Kind.DIGEST) {
            return ExportOptions.DIGEST;
        }
        Map<String, String> environment = new HashMap<>(surroundings.environment());
        if (baseUrl != null) {
            environment.put("HISTCTL_OPENAI_BASE_URL", baseUrl);
        }
        if (model != null) {
            environment.put("HISTCTL_OPENAI_MODEL", model);
        }
        if (keyFile != null) {
            String key = new String(FileArgument.read(keyFile, surroundings), StandardCharsets.UTF_8);
            environment.put("HISTCTL_OPENAI_API_KEY", key.strip());
        }
        return new OpenAiSummarizer(OpenAiOptions.fromEnvironment(environment));
    }
}
