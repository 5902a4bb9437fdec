package io.histctl.wire.chat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.histctl.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apiguardian.api.API;

/** Recognizes requests of voice chats, reading no more of them than that takes. */
@API(status = API.Status.INTERNAL)
public final class VoiceRequest {
    private static final byte[] AUDIO = "audio".getBytes(StandardCharsets.US_ASCII);

    private VoiceRequest() {}

    /** Whether a body asks for audio or sends an audio id back. What is not a JSON object does neither. */
    public static boolean isVoice(byte[] body) {
        if (!mentionsAudio(body)) {
            return false;
        }
        try (JsonParser parser = Json.mapper().createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            boolean voice = false;
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (name.equals("modalities") && value == JsonToken.START_ARRAY) {
                    voice |= hasAudio(parser);
                } else if (name.equals("messages") && value == JsonToken.START_ARRAY) {
                    voice |= hasAudioId(parser);
                } else {
                    parser.skipChildren();
                }
            }
            return voice && parser.currentToken() == JsonToken.END_OBJECT;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean hasAudio(JsonParser parser) throws IOException {
        boolean found = false;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            found |= parser.currentToken() == JsonToken.VALUE_STRING
                    && parser.getText().equals("audio");
            parser.skipChildren();
        }
        return found;
    }

    private static boolean hasAudioId(JsonParser parser) throws IOException {
        boolean found = false;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            found |= parser.currentToken() == JsonToken.START_OBJECT && messageHasAudioId(parser);
            parser.skipChildren();
        }
        return found;
    }

    private static boolean messageHasAudioId(JsonParser parser) throws IOException {
        boolean found = false;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            if (parser.nextToken() == JsonToken.START_OBJECT && name.equals("audio")) {
                found |= hasId(parser);
            } else {
                parser.skipChildren();
            }
        }
        return found;
    }

    private static boolean hasId(JsonParser parser) throws IOException {
        boolean found = false;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            found |= parser.nextToken() == JsonToken.VALUE_STRING && name.equals("id");
            parser.skipChildren();
        }
        return found;
    }

    private static boolean mentionsAudio(byte[] body) {
        for (int i = 0; i + AUDIO.length <= body.length; i++) {
            if (body[i] == AUDIO[0] && java.util.Arrays.equals(body, i, i + AUDIO.length, AUDIO, 0, AUDIO.length)) {
                return true;
            }
        }
        return false;
    }
}
