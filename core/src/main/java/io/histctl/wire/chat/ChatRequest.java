package io.histctl.wire.chat;

import io.histctl.error.InvalidInputException;
import io.histctl.model.Role;
import io.histctl.wire.Fields;
import io.histctl.wire.Json;
import io.histctl.wire.JsonSlice;
import io.histctl.wire.Notes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A request.
 *
 * @param settingsJson a JSON object of all members except {@code messages} and credentials
 * @param notes what was unreadable and counts as missing, and which credentials were dropped
 */
@API(status = API.Status.INTERNAL)
public record ChatRequest(byte[] settingsJson, ChatSettings settings, List<ChatMessage> messages, List<String> notes) {
    public ChatRequest {
        notes = List.copyOf(notes);
    }

    /**
     * Reads a request.
     *
     * @throws InvalidInputException if it is not JSON, has no messages, or a message has a wrong type
     */
    public static ChatRequest read(byte[] input) {
        return read(Json.read(input, "the request"), SeenMessages.none());
    }

    /** Reads a request that {@link Json#read} has passed, also as a string; messages in the cache are not read again. */
    public static ChatRequest read(JsonSlice json, SeenMessages seen) {
        if (json.isString()) {
            String body = json.string();
            if (body.stripLeading().startsWith("{")) {
                return read(Json.read(body.getBytes(StandardCharsets.UTF_8), "the request"), seen);
            }
        }
        if (!json.isObject()) {
            throw Fields.wrong(Json.tree(json), "the request", "an object");
        }
        Map<String, JsonSlice> members = json.members();
        JsonSlice messages = members.remove("messages");
        if (messages == null) {
            throw new InvalidInputException("messages is missing in the request; record the JSON as it was sent");
        }
        Notes notes = new Notes();
        byte[] settings = Secrets.object(Secrets.withoutSecrets(members, notes));
        return new ChatRequest(
                settings,
                ChatSettings.of(JsonSlice.of(settings), notes),
                messages(messages, seen, notes),
                notes.list());
    }

    /**
     * This request, with a user's message that is repeated at once only once: an app that keeps a question whose reply
     * failed, and asks it again, shows it twice.
     */
    public ChatRequest withoutRepeatedQuestions() {
        List<ChatMessage> kept = new ArrayList<>(messages.size());
        for (ChatMessage message : messages) {
            boolean repeated = !kept.isEmpty()
                    && message.message().role() == Role.USER
                    && message.key() == kept.get(kept.size() - 1).key();
            if (!repeated) {
                kept.add(message);
            }
        }
        return kept.size() == messages.size() ? this : new ChatRequest(settingsJson, settings, kept, notes);
    }

    /** Whether these settings break no rule while others, null for none, do. */
    public boolean correctsSettings(byte @Nullable [] others) {
        return !Arrays.equals(settingsJson, others)
                && SettingsRules.accept(settingsJson)
                && !SettingsRules.accept(others);
    }

    /**
     * Reads messages alone: one object, or an array of them.
     *
     * @throws InvalidInputException as {@link #read}
     */
    public static List<ChatMessage> readMessages(byte[] input, String what) {
        JsonSlice json = Json.read(input, what);
        if (!json.isObject() && !json.isArray()) {
            throw new InvalidInputException(what + " is not a message; give one as an object, or an array of them");
        }
        return json.isObject()
                ? List.of(ChatMessage.ofRequest(json, "messages[0]", new Notes()))
                : messages(json, SeenMessages.none(), new Notes());
    }

    private static List<ChatMessage> messages(JsonSlice array, SeenMessages seen, Notes notes) {
        if (!array.isArray()) {
            throw Fields.wrong(Json.tree(array), "messages", "an array");
        }
        List<JsonSlice> elements = array.elements();
        SeenMessages known = elements.size() > 1 ? seen : SeenMessages.none(); // a single message is not a history
        List<ChatMessage> messages = new ArrayList<>(elements.size());
        for (int i = 0; i < elements.size(); i++) {
            JsonSlice element = elements.get(i);
            String path = "messages[" + i + "]";
            messages.add(known.get(element, () -> ChatMessage.ofRequest(element, path, notes)));
        }
        return List.copyOf(messages);
    }
}
