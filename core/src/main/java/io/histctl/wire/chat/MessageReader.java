package io.histctl.wire.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.histctl.error.InvalidInputException;
import io.histctl.model.Hash;
import io.histctl.model.Message;
import io.histctl.model.Part;
import io.histctl.model.Role;
import io.histctl.model.ToolCall;
import io.histctl.wire.Fields;
import io.histctl.wire.Json;
import io.histctl.wire.JsonSlice;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Reads what a message says from its JSON, cut or whole. */
@API(status = API.Status.INTERNAL)
public final class MessageReader {
    private final Fields message;
    private final Iterator<Part.Sound> sounds;

    private MessageReader(Fields message, Iterator<Part.Sound> sounds) {
        this.message = message;
        this.sounds = sounds;
    }

    /**
     * The message of this JSON.
     *
     * @param path names the message in errors
     * @param sounds that were cut out of its content, in their order
     * @throws InvalidInputException where a member has a type that it can't have
     */
    public static Message read(JsonSlice json, String path, List<Part.Sound> sounds) {
        return new MessageReader(Fields.of(Json.tree(json), path), sounds.iterator()).read();
    }

    /** The message without its parts: who says it, and which tools it calls or answers. */
    public static Message readCalls(JsonSlice json, String path) {
        MessageReader reader = new MessageReader(Fields.of(Json.tree(json), path), Collections.emptyIterator());
        return new Message(
                Role.of(reader.message.string("role")),
                null,
                List.of(),
                reader.toolCalls(),
                reader.message.stringOrNull("tool_call_id"),
                null);
    }

    private Message read() {
        Role role = Role.of(message.string("role"));
        Fields audio = message.objectOrNull("audio");
        if (audio != null) {
            audio.stringOrNull("id");
            audio.stringOrNull("data");
        }
        return new Message(
                role,
                message.stringOrNull("name"),
                parts(),
                toolCalls(),
                message.stringOrNull("tool_call_id"),
                audio == null ? null : audio.stringOrNull("transcript"));
    }

    private List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        JsonNode content = message.get("content");
        if (content != null && content.isTextual()) {
            parts.add(new Part.Text(content.textValue()));
        } else if (content != null && content.isArray()) {
            for (int i = 0; i < content.size(); i++) {
                parts.add(part(content.get(i), message.path("content") + "[" + i + "]"));
            }
        } else if (content != null) {
            throw Fields.wrong(content, message.path("content"), "a string or an array");
        }
        String refusal = message.stringOrNull("refusal");
        if (refusal != null && !refusal.isEmpty()) {
            parts.add(new Part.Refusal(refusal));
        }
        return parts;
    }

    private Part part(JsonNode node, String path) {
        Fields part = Fields.of(node, path);
        String type = part.string("type");
        return switch (type) {
            case "text" -> new Part.Text(part.string("text"));
            case "refusal" -> new Part.Refusal(part.string("refusal"));
            case "input_audio" -> sound(part);
            case "image_url" -> new Part.Image(fingerprint(node));
            case "file" -> new Part.File(fingerprint(node));
            default -> new Part.Other(type, fingerprint(node));
        };
    }

    private Part sound(Fields part) {
        Fields audio = part.objectOrNull("input_audio");
        if (audio == null) {
            throw new InvalidInputException(part.path("input_audio") + " is missing; record the JSON as it was sent");
        }
        audio.string("data");
        audio.stringOrNull("format");
        if (!sounds.hasNext()) {
            throw new InvalidInputException(
                    part.path("input_audio") + " has no sound in the store; run histctl verify");
        }
        return sounds.next();
    }

    private List<ToolCall> toolCalls() {
        List<ToolCall> calls = new ArrayList<>();
        JsonNode array = message.arrayOrNull("tool_calls");
        for (int i = 0; array != null && i < array.size(); i++) {
            calls.add(toolCall(Fields.of(array.get(i), message.path("tool_calls") + "[" + i + "]")));
        }
        Fields old = message.objectOrNull("function_call");
        if (old != null) {
            calls.add(new ToolCall("", old.string("name"), orEmpty(old.stringOrNull("arguments"))));
        }
        return calls;
    }

    private static ToolCall toolCall(Fields call) {
        String id = call.string("id");
        Fields custom = call.objectOrNull("custom");
        if (custom != null) {
            return new ToolCall(id, orEmpty(custom.stringOrNull("name")), orEmpty(custom.stringOrNull("input")));
        }
        Fields function = call.objectOrNull("function");
        return function == null
                ? new ToolCall(id, "", "")
                : new ToolCall(id, orEmpty(function.stringOrNull("name")), orEmpty(function.stringOrNull("arguments")));
    }

    private static String fingerprint(JsonNode node) {
        return Hash.hex(Hash.ofId(node.toString()));
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
