package io.histctl.wire.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.histctl.error.InvalidInputException;
import io.histctl.model.Role;
import io.histctl.wire.Json;
import io.histctl.wire.JsonSlice;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** What a message of a request must satisfy on its own (API.md, rules V2, V3, V6, V7 and V12). */
@API(status = API.Status.INTERNAL)
public final class MessageRules {
    private static final Set<String> OF_A_REPLY =
            Set.of("annotations", "logprobs", "index", "finish_reason", "expires_at", "usage", "obfuscation");
    private static final Set<String> SOUND_FORMATS = Set.of("wav", "mp3");

    private MessageRules() {}

    /**
     * Whether a message without audio and tool calls can break no rule where it is sent as it was: it broke none when
     * it was recorded, or is a reply of text. A damaged one is none.
     */
    public static boolean isEvident(byte[] message, Role role, boolean ready) {
        if (!ready && role != Role.ASSISTANT) {
            return false;
        }
        try {
            Json.ensureUndamaged(message);
            return ready || PlainReply.isText(message);
        } catch (InvalidInputException damaged) {
            return false;
        }
    }

    /** The first rule that the message with this JSON breaks, as {@link #check(JsonNode, boolean)}. */
    public static @Nullable Problem check(byte[] message, boolean soundApart) {
        return check(Json.tree(JsonSlice.of(message)), soundApart);
    }

    /**
     * The first rule that the message breaks, null where there is none.
     *
     * @param message with its audio id
     * @param soundApart whether sound was cut out of it, so that empty data is none missing
     */
    static @Nullable Problem check(JsonNode message, boolean soundApart) {
        for (Iterator<String> names = message.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (OF_A_REPLY.contains(name)) {
                return new Problem("V12", "has the member " + name + ", which belongs to a reply");
            }
        }
        Role role = Role.of(message.path("role").asText());
        if (role == Role.ASSISTANT) {
            return AssistantRules.check(message);
        }
        if (message.has("audio")) {
            return new Problem("V2", "has audio, which only an assistant turn may have");
        }
        return content(role, message.path("content"), soundApart);
    }

    private static @Nullable Problem content(Role role, JsonNode content, boolean soundApart) {
        if (content.isTextual() || role == Role.OTHER) {
            return null;
        }
        if (!content.isArray() || content.isEmpty()) {
            return new Problem("V6", "needs content: a string or parts");
        }
        for (JsonNode part : content) {
            Problem problem = part(role, part, soundApart);
            if (problem != null) {
                return problem;
            }
        }
        return null;
    }

    private static @Nullable Problem part(Role role, JsonNode part, boolean soundApart) {
        String type = part.path("type").asText();
        if (type.equals("text")) {
            return null;
        }
        boolean known = List.of("image_url", "input_audio", "file").contains(type);
        if (known && role != Role.USER) {
            return new Problem(type.equals("input_audio") ? "V7" : "V6", "has a part that only a user turn may have");
        }
        if (!type.equals("input_audio")) {
            return null; // a part of a type that is unknown here may be known to the API
        }
        JsonNode audio = part.path("input_audio");
        boolean data = soundApart || !audio.path("data").asText().isEmpty();
        if (!data || !SOUND_FORMATS.contains(audio.path("format").asText())) {
            return new Problem("V7", "has input_audio without data, or in a format other than wav and mp3");
        }
        return null;
    }
}
