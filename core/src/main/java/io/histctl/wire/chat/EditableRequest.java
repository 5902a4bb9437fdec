package io.histctl.wire.chat;

import io.histctl.error.InvalidInputException;
import io.histctl.wire.Json;
import io.histctl.wire.JsonObjectWriter;
import io.histctl.wire.JsonSlice;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * A request whose messages can be replaced. Every other member keeps its bytes and its place.
 *
 * @param original the body as the app sent it
 * @param members its members in their order
 * @param messages the JSON of each message
 * @param request the same, parsed
 */
@API(status = API.Status.INTERNAL)
public record EditableRequest(
        byte[] original, Map<String, JsonSlice> members, List<JsonSlice> messages, ChatRequest request) {
    private static final String MESSAGES = "messages";

    /**
     * Reads a request.
     *
     * @throws InvalidInputException if it is not a request that could be recorded
     */
    public static EditableRequest read(byte[] body) {
        return read(body, Json.read(body, "the request"));
    }

    /** Reads a request that {@link Json#read} has passed. */
    public static EditableRequest read(byte[] body, JsonSlice json) {
        ChatRequest request = ChatRequest.read(json, SeenMessages.none());
        Map<String, JsonSlice> members = json.members();
        List<JsonSlice> messages = members.getOrDefault(MESSAGES, json).elements();
        return new EditableRequest(body, members, messages, request);
    }

    /** The request with these messages; the original bytes if they are unchanged. */
    public byte[] withMessages(List<byte[]> replacement) {
        if (isUnchanged(replacement)) {
            return original;
        }
        JsonObjectWriter request = new JsonObjectWriter();
        members.forEach((name, value) -> {
            if (name.equals(MESSAGES)) {
                request.member(name, array(replacement));
            } else {
                request.member(name, value);
            }
        });
        return request.bytes();
    }

    private boolean isUnchanged(List<byte[]> replacement) {
        if (replacement.size() != messages.size()) {
            return false;
        }
        for (int i = 0; i < messages.size(); i++) {
            JsonSlice message = messages.get(i);
            byte[] other = replacement.get(i);
            if (!Arrays.equals(message.source(), message.from(), message.to(), other, 0, other.length)) {
                return false;
            }
        }
        return true;
    }

    private static byte[] array(List<byte[]> elements) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        char separator = '[';
        for (byte[] element : elements) {
            out.write(separator);
            separator = ',';
            out.writeBytes(element);
        }
        if (elements.isEmpty()) {
            out.write('[');
        }
        out.write(']');
        return out.toByteArray();
    }
}
