package io.histctl.cli;

import io.histctl.openai.OpenAiOptions;
import io.histctl.transcribe.Transcriber;
import io.histctl.transcribe.openai.OpenAiTranscriber;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The options that choose what transcribes speech. */
final class TranscriberOptions {
    /** The only one yet. */
    enum Kind {
        OPENAI
    }

    private final ArgumentValue<Kind> kind;
    private final ArgumentValue<String> model;
    private final OpenAiArguments endpoint;

    TranscriberOptions(CommandBuilder arguments, @Nullable String defaultKind, OpenAiArguments endpoint) {
        this.endpoint = endpoint;
        kind = arguments.option(
                "openai",
                Converters.oneOf(Kind.class),
                defaultKind,
                "what writes speech down: a model at an OpenAI-compatible endpoint",
                "--transcriber");
        model = arguments.text(
                "M", "the model that does (default: $HISTCTL_TRANSCRIPTION_MODEL)", "--transcription-model");
    }

    /** The transcriber; null if none is chosen. */
    @Nullable
    Transcriber transcriber(CliContext context) throws IOException {
        return kind.orNull() == null
                ? null
                : new OpenAiTranscriber(OpenAiOptions.forTranscriptions(
                        endpoint.environment(context, "HISTCTL_TRANSCRIPTION_MODEL", model.orNull())));
    }
}
