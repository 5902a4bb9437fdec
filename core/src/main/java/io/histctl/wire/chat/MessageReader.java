package io.histctl.wire.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.histctl.error.InvalidInputException;
import io.histctl.error.Remedy;
import io.histctl.model.Hash;
import io.histctl.model.Message;
import io.histctl.model.Part;
import io.histctl.model.Reference;
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

/** Parses the JSON of a message, with or without what was cut out of it. */
@API(status = API.Status.INTERNAL)
public final class MessageReader {
    private final Fields message;
    private final Iterator<Part.Sound> sounds;
    private final KnownReferences references;
    private final List<String> transcripts = new ArrayList<>();

    private MessageReader(Fields message, Iterator<Part.Sound> sounds, KnownReferences references) {
        this.references = references;
        this.message = message;
        this.sounds = sounds;
    }

    /** Knows more of a message's images and files than its JSON, from which signatures are cut out. */
    @FunctionalInterface
    public interface KnownReferences {
        /**
         * What is known of a reference.
         *
         * @param part index of its part in the content
         * @param found as the JSON contains it
         */
        Reference of(int part, Reference found);
    }

    /**
     * Reads a message; one without a role is an assistant's.
     *
     * @param path names the message in errors
     * @param sounds that were cut out of its content, in their order
     * @param references what is known about its images and files besides the JSON
     * @param hasAudioId whether its audio has an id, cut out or pruned; otherwise its transcript counts as text
     * @throws InvalidInputException if its content or role has a wrong type
     */
    public static Message read(
            JsonSlice json, String path, List<Part.Sound> sounds, KnownReferences references, boolean hasAudioId) {
        return new MessageReader(Fields.of(Json.tree(json), path), sounds.iterator(), references).read(hasAudioId);
    }

    /** Reads only the role, and which tools the message calls or answers. */
    public static Message readCalls(JsonSlice json, String path) {
        MessageReader reader = new MessageReader(
                Fields.of(Json.tree(json), path), Collections.emptyIterator(), (part, found) -> found);
        return new Message(
                reader.role(), null, List.of(), reader.toolCalls(), reader.message.stringOrNull("tool_call_id"), null);
    }

    private Message read(boolean hasAudioId) {
        Fields audio = message.objectOrNull("audio");
        String transcript = audio == null ? null : audio.stringOrNull("transcript");
        if (audio != null) {
            audio.stringOrNull("data");
        }
        List<Part> parts = parts();
        boolean silent = parts.stream()
                .noneMatch(
                        part -> part instanceof Part.Text text && !text.text().isEmpty());
        if (!hasAudioId && transcript != null) {
            transcripts.add(transcript);
        }
        String words = String.join("\n", transcripts);
        if (silent && !words.isBlank()) {
            parts.removeIf(part -> part instanceof Part.Text);
            parts.add(0, new Part.Text(words));
        }
        return new Message(
                role(),
                message.stringOrNull("name"),
                parts,
                toolCalls(),
                message.stringOrNull("tool_call_id"),
                hasAudioId ? transcript : null);
    }

    private Role role() {
        String role = message.stringOrNull("role");
        return role == null || role.isEmpty() ? Role.ASSISTANT : Role.of(role);
    }

    private List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        JsonNode content = message.get("content");
        if (content != null && content.isTextual()) {
            parts.add(new Part.Text(content.textValue()));
        } else if (content != null && content.isArray()) {
            for (int i = 0; i < content.size(); i++) {
                part(i, content.get(i), message.path("content") + "[" + i + "]", parts);
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

    private void part(int index, JsonNode node, String path, List<Part> parts) {
        Fields part = Fields.of(node, path);
        String type = part.string("type");
        switch (type) {
            case "text" -> parts.add(new Part.Text(part.string("text")));
            case "refusal" -> parts.add(new Part.Refusal(part.string("refusal")));
            case "input_audio" -> parts.add(sound(part));
            case "image_url" ->
                parts.add(new Part.Image(fingerprint(PartReferences.identity(node)), reference(index, node)));
            case "file" -> parts.add(new Part.File(fingerprint(PartReferences.identity(node)), reference(index, node)));
            default -> {
                String transcript = type.equals("output_audio") ? transcript(node) : null;
                if (transcript == null) {
                    parts.add(new Part.Other(type, fingerprint(node)));
                } else {
                    transcripts.add(transcript);
                }
            }
        }
    }

    private @Nullable Reference reference(int index, JsonNode node) {
        Reference found = PartReferences.of(node);
        return found == null ? null : references.of(index, found);
    }

    /** The words of an {@code output_audio} part, next to its type or in a member of their own. */
    private static @Nullable String transcript(JsonNode part) {
        for (JsonNode in : List.of(part, part.path("output_audio"), part.path("audio"))) {
            if (in.path("transcript").isTextual()) {
                return in.path("transcript").textValue();
            }
        }
        return null;
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
                    part.path("input_audio") + " has no sound in the store; verify the store", Remedy.VERIFY);
        }
        return sounds.next();
    }

    private List<ToolCall> toolCalls() {
        List<ToolCall> calls = new ArrayList<>();
        JsonNode array = message.arrayOrNull("tool_calls");
        for (int i = 0; array != null && i < array.size(); i++) {
            calls.add(ToolCallReader.read(Fields.of(array.get(i), message.path("tool_calls") + "[" + i + "]")));
        }
        Fields old = message.objectOrNull("function_call");
        if (old != null) {
            calls.add(new ToolCall("", old.string("name"), ToolCallReader.arguments(old, "arguments")));
        }
        return calls;
    }

    private static String fingerprint(JsonNode node) {
        return Hash.hex(Hash.ofId(node.toString()));
    }
}
