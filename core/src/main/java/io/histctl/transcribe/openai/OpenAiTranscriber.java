package io.histctl.transcribe.openai;

import io.histctl.error.InvalidInputException;
import io.histctl.media.Media;
import io.histctl.openai.OpenAiClient;
import io.histctl.openai.OpenAiException;
import io.histctl.openai.OpenAiOptions;
import io.histctl.transcribe.Transcriber;
import io.histctl.transcribe.TranscriptionFailedException;
import io.histctl.wire.transcribe.TranscriptionApi;

/**
 * A transcriber that sends sound to {@code /audio/transcriptions} of any OpenAI-compatible endpoint.
 *
 * <pre>{@code
 * Transcriber transcriber = new OpenAiTranscriber(OpenAiOptions.forTranscriptions(System.getenv()));
 * store.conversation("call-7").transcribe(TranscribeOptions.of(transcriber));
 * }</pre>
 *
 * <p>A request that fails for a reason that may pass is sent up to three times, within the timeout of the options.
 * Thread-safe; reuse one instance, since it holds a connection pool.
 */
public final class OpenAiTranscriber implements Transcriber {
    private final OpenAiOptions options;
    private final OpenAiClient client;

    /** Creates a transcriber for the endpoint and model of these options. Opens no connection yet. */
    public OpenAiTranscriber(OpenAiOptions options) {
        this.options = options;
        this.client = new OpenAiClient(options);
    }

    /**
     * Asks the model for the words.
     *
     * @throws TranscriptionFailedException if the sound has a format that the API does not accept; or if the server cannot be
     *     reached, or answers too late, with an error or with something else
     */
    @Override
    public String transcribe(Media sound) {
        if (!TranscriptionApi.accepts(sound.type())) {
            throw new TranscriptionFailedException(
                    "the sound has a format that can't be transcribed (" + sound.type() + ")");
        }
        TranscriptionApi.Form form = TranscriptionApi.form(options.model(), sound.bytes(), sound.type());
        String words = words(post(form));
        if (options.isRevealedBy(words)) {
            throw new TranscriptionFailedException("the model's answer contained the API key");
        }
        return words;
    }

    private byte[] post(TranscriptionApi.Form form) {
        try {
            return client.post(TranscriptionApi.PATH, form.contentType(), form.body());
        } catch (OpenAiException e) {
            throw new TranscriptionFailedException(String.valueOf(e.getMessage()), e);
        }
    }

    private static String words(byte[] answer) {
        try {
            return TranscriptionApi.words(answer);
        } catch (InvalidInputException quotesTheAnswer) {
            throw new TranscriptionFailedException(
                    "the model's server answered with something other than a transcription");
        }
    }
}
