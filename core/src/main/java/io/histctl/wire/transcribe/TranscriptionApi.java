package io.histctl.wire.transcribe;

import io.histctl.error.InvalidInputException;
import io.histctl.model.Hash;
import io.histctl.wire.Fields;
import io.histctl.wire.Json;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.apiguardian.api.API;

/** Writes requests for a transcription, and reads the answers. */
@API(status = API.Status.INTERNAL)
public final class TranscriptionApi {
    /** The end of the URL of a request. */
    public static final String PATH = "/audio/transcriptions";

    /** The API finds the format of a sound by the ending of the file's name. */
    private static final Map<String, String> NAMES = Map.of(
            "audio/wav", "speech.wav",
            "audio/mpeg", "speech.mp3",
            "audio/mp4", "speech.m4a",
            "audio/ogg", "speech.ogg",
            "audio/webm", "speech.webm",
            "audio/flac", "speech.flac");

    private TranscriptionApi() {}

    /** Whether the API accepts sound of this media type. */
    public static boolean accepts(String type) {
        return NAMES.containsKey(type);
    }

    /** The body of a request, and its media type. */
    public record Form(String contentType, byte[] body) {}

    /**
     * Writes the form of a request.
     *
     * @param type media type of the sound, one that is {@linkplain #accepts accepted}
     */
    public static Form form(String model, byte[] sound, String type) {
        String boundary = "histctl-" + Hash.hex(Arrays.copyOf(Hash.of(sound), 16)); // no sound contains its own hash
        ByteArrayOutputStream body = new ByteArrayOutputStream(sound.length + 1024);
        field(body, boundary, "model", model);
        field(body, boundary, "response_format", "json");
        text(
                body,
                "--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + NAMES.get(type)
                        + "\"\r\nContent-Type: " + type + "\r\n\r\n");
        body.writeBytes(sound);
        text(body, "\r\n--" + boundary + "--\r\n");
        return new Form("multipart/form-data; boundary=" + boundary, body.toByteArray());
    }

    /**
     * The words in an answer.
     *
     * @throws InvalidInputException if the answer is not a transcription
     */
    public static String words(byte[] answer) {
        String words = Fields.of(Json.tree(Json.read(answer, "the answer")), "the answer")
                .stringOrNull("text");
        if (words == null) {
            throw new InvalidInputException("the answer contains no text; check what the server is");
        }
        return words;
    }

    private static void field(ByteArrayOutputStream body, String boundary, String name, String value) {
        text(
                body,
                "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n");
    }

    private static void text(ByteArrayOutputStream body, String text) {
        body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
