package io.histctl.wire.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.histctl.wire.SoundData;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rules for the content of a message and its parts: V6 and V7. */
final class PartRules {
    private PartRules() {}

    /** The first rule that a content breaks; null if it breaks none. */
    static @Nullable Problem check(String role, JsonNode content) {
        if (content.isTextual()) {
            return null;
        }
        if (!content.isArray() || content.isEmpty()) {
            return new Problem("V6", "needs content: a string or parts");
        }
        for (JsonNode part : content) {
            Problem problem = part(role, part);
            if (problem != null) {
                return problem;
            }
        }
        return null;
    }

    private static @Nullable Problem part(String role, JsonNode part) {
        String type = part.path("type").asText();
        Set<String> roles = ChatApi.PART_ROLES.get(type);
        // a user part of a type unknown to histctl may be known to the server that accepted it
        if (roles == null ? type.isEmpty() || !role.equals("user") : !roles.contains(role)) {
            return new Problem(
                    type.equals("input_audio") ? "V7" : "V6", "has a part of a type that its role does not allow");
        }
        JsonNode value = part.path(type);
        return switch (type) {
            case "text", "refusal" -> value.isTextual() ? null : incomplete(type);
            case "image_url" -> isFilled(value.path("url")) ? null : incomplete(type);
            case "file" ->
                isFilled(value.path("file_id")) || isFilled(value.path("file_data")) ? null : incomplete(type);
            case "input_audio" -> sound(value);
            default -> null;
        };
    }

    private static @Nullable Problem sound(JsonNode sound) {
        String data = sound.path("data").asText();
        if (data.isEmpty()
                || !ChatApi.INPUT_FORMATS.contains(sound.path("format").asText())) {
            return new Problem("V7", "has input_audio without data, or in a format other than wav and mp3");
        }
        return SoundData.isBase64(data) ? null : new Problem("V7", "has input_audio whose data is not base64");
    }

    private static Problem incomplete(String type) {
        return new Problem("V6", "has a part of type " + type + " without its content");
    }

    private static boolean isFilled(JsonNode value) {
        return value.isTextual() && !value.textValue().isEmpty();
    }
}
