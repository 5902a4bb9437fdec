package io.histctl.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The options that name an OpenAI-compatible endpoint. An API key is not an argument, since process lists show those. */
final class OpenAiArguments {
    private final ArgumentValue<String> baseUrl;
    private final ArgumentValue<String> keyFile;

    OpenAiArguments(CommandBuilder arguments) {
        baseUrl = arguments.text(
                "URL",
                "that endpoint (default: $HISTCTL_OPENAI_BASE_URL, else $OPENAI_BASE_URL, else OpenAI)",
                "--base-url");
        keyFile = arguments.text(
                "FILE",
                "a file with the API key (default: $HISTCTL_OPENAI_API_KEY, else $OPENAI_API_KEY, which is never sent"
                        + " to --base-url or $HISTCTL_OPENAI_BASE_URL)",
                "--key-file");
    }

    /** The environment variables, with what these options say. */
    Map<String, String> environment(CliContext context, String modelVariable, @Nullable String model)
            throws IOException {
        Map<String, String> environment = new HashMap<>(context.environment());
        String url = baseUrl.orNull();
        if (url != null) {
            environment.put("HISTCTL_OPENAI_BASE_URL", url);
        }
        if (model != null) {
            environment.put(modelVariable, model);
        }
        String file = keyFile.orNull();
        if (file != null) {
            String key = new String(FileArgument.read(file, context), StandardCharsets.UTF_8);
            environment.put("HISTCTL_OPENAI_API_KEY", key.strip());
        }
        return environment;
    }
}
