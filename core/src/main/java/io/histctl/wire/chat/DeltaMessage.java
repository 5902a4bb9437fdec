package io.histctl.wire.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.histctl.wire.Fields;
import io.histctl.wire.Json;
import io.histctl.wire.Metadata;
import io.histctl.wire.Notes;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A streamed message, joined from its deltas into the form of an unstreamed one. */
final class DeltaMessage {
    private final Notes notes;
    private final StringBuilder content = new StringBuilder();
    private final StringBuilder refusal = new StringBuilder();
    private final DeltaAudio audio;
    private final DeltaToolCalls toolCalls = new DeltaToolCalls();
    private final DeltaToolCall functionCall = new DeltaToolCall();
    private final ObjectNode others = Json.mapper().createObjectNode();
    private final Map<String, StringBuilder> otherTexts = new HashMap<>();

    /** @param keepSound whether its sound is kept as it arrives; otherwise it is raw samples and only counted */
    DeltaMessage(boolean keepSound, Notes notes) {
        this.notes = notes;
        this.audio = new DeltaAudio(keepSound, notes);
    }

    DeltaAudio audio() {
        return audio;
    }

    /** Adds a delta; true if it changed the message. Sound counts only if it is kept. */
    boolean add(Fields delta, boolean keepSound) {
        boolean changed = append(content, content(delta));
        changed |= append(refusal, delta.stringOrNull("refusal"));
        Fields sound = delta.objectOrNull("audio");
        if (sound != null) {
            changed |= audio.add(sound) || (keepSound && sound.get("data") != null);
        }
        Fields function = delta.objectOrNull("function_call");
        if (function != null) {
            functionCall.addFunction(function);
            changed = true;
        }
        JsonNode calls = delta.arrayOrNull("tool_calls");
        for (int i = 0; calls != null && i < calls.size(); i++) {
            String path = delta.path("tool_calls") + "[" + i + "]";
            Long index = Metadata.of(calls.path(i), path, notes).whole("index");
            toolCalls.add(Fields.of(calls.get(i), path), index, i, calls.size());
            changed = true;
        }
        delta.names().forEachRemaining(name -> other(delta, name));
        return changed;
    }

    /** A string, or the texts of parts. */
    private static @Nullable String content(Fields delta) {
        JsonNode value = delta.get("content");
        if (value == null || !value.isArray()) {
            return delta.stringOrNull("content");
        }
        StringBuilder words = new StringBuilder();
        for (JsonNode part : value) {
            if (!part.isObject()) {
                throw Fields.wrong(value, delta.path("content"), "a string or parts");
            }
            words.append(part.path("text").asText(""));
        }
        return words.toString();
    }

    /** Joins the texts of an unknown member; of other values the last one counts. */
    private void other(Fields delta, String name) {
        switch (name) {
            case "role", "content", "refusal", "audio", "tool_calls", "function_call" -> {
                return;
            }
            case "name", "tool_call_id" -> delta.stringOrNull(name);
            default -> {}
        }
        JsonNode value = delta.get(name);
        JsonNode earlier = others.path(name);
        if (value != null && value.isTextual() && earlier.isTextual()) {
            otherTexts
                    .computeIfAbsent(name, first -> new StringBuilder(earlier.textValue()))
                    .append(value.textValue());
        } else if (value != null) {
            others.set(name, value);
            otherTexts.remove(name);
        }
    }

    /** The message as JSON; null if the deltas contained nothing. */
    byte @Nullable [] json() {
        boolean silent = content.isEmpty()
                && refusal.isEmpty()
                && toolCalls.isEmpty()
                && functionCall.isEmpty()
                && others.isEmpty()
                && audio.isEmpty();
        if (silent) {
            return null;
        }
        ObjectNode message = Json.mapper().createObjectNode();
        message.put("role", ChatApi.ASSISTANT);
        message.put("content", content.isEmpty() ? null : content.toString());
        message.put("refusal", refusal.isEmpty() ? null : refusal.toString());
        audio.addTo(message);
        toolCalls.addTo(message);
        if (!functionCall.isEmpty()) {
            functionCall.addBodyTo(message.putObject("function_call"));
        }
        message.setAll(others);
        otherTexts.forEach((name, text) -> message.put(name, text.toString()));
        return Json.bytes(message);
    }

    private static boolean append(StringBuilder text, @Nullable String piece) {
        text.append(piece == null ? "" : piece);
        return piece != null && !piece.isEmpty();
    }
}
