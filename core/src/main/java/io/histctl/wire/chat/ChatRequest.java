package io.histctl.wire.chat;

import io.histctl.error.InvalidInputException;
import io.histctl.wire.Fields;
import io.histctl.wire.Json;
import io.histctl.wire.JsonSlice;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * A request off the wire.
 *
 * @param settingsJson every member but {@code messages}, as a JSON object
 */
@API(status = API.Status.INTERNAL)
public record ChatRequest(byte[] settingsJson, ChatSettings settings, List<ChatMessage> messages) {

    /**
     * Reads a request.
     *
     * @throws InvalidInputException where it is no JSON, has no messages, or a member has a wrong type
     */
    public static ChatRequest read(byte[] input) {
        return read(Json.read(input, "the request"), SeenMessages.none());
    }

    /** The same, of JSON that {@link Json#read} has passed; messages that were seen are not read again. */
    public static ChatRequest read(JsonSlice json, SeenMessages seen) {
        if (!json.isObject()) {
            throw Fields.wrong(Json.tree(json), "the request", "an object");
        }
        Map<String, JsonSlice> members = json.members();
        JsonSlice messages = members.remove("messages");
        if (messages == null) {
            throw new InvalidInputException("messages is missing in the request; record the JSON as it was sent");
        }
        byte[] settings = object(members);
        return new ChatRequest(settings, ChatSettings.of(JsonSlice.of(settings)), messages(messages, seen));
    }

    /**
     * Reads messages alone: one object, or an array of them.
     *
     * @throws InvalidInputException as {@link #read}
     */
    public static List<ChatMessage> readMessages(byte[] input, String what) {
        JsonSlice json = Json.read(input, what);
        if (!json.isObject() && !json.isArray()) {
            throw new InvalidInputException(what + " is no message; give one as an object, or an array of them");
        }
        return json.isObject()
                ? List.of(ChatMessage.of(json, "messages[0]", false, null))
                : messages(json, SeenMessages.none());
    }

    private static List<ChatMessage> messages(JsonSlice array, SeenMessages seen) {
        if (!array.isArray()) {
            throw Fields.wrong(Json.tree(array), "messages", "an array");
        }
        List<JsonSlice> elements = array.elements();
        SeenMessages known = elements.size() > 1 ? seen : SeenMessages.none(); // a message alone is no history
        List<ChatMessage> messages = new ArrayList<>(elements.size());
        for (int i = 0; i < elements.size(); i++) {
            JsonSlice element = elements.get(i);
            String path = "messages[" + i + "]";
            messages.add(known.get(element, () -> ChatMessage.of(element, path, true, null)));
        }
        return List.copyOf(messages);
    }

    private static byte[] object(Map<String, JsonSlice> members) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write('{');
        members.forEach((name, value) -> {
            if (out.size() > 1) {
                out.write(',');
            }
            out.write('"');
            out.writeBytes(Json.quoted(name));
            out.writeBytes(new byte[] {'"', ':'});
            out.write(value.source(), value.from(), value.length());
        });
        out.write('}');
        return out.toByteArray();
    }
}
