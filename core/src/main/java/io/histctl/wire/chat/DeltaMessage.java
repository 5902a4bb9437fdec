package io.histctl.wire.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.histctl.wire.Fields;
import io.histctl.wire.Json;
import io.histctl.wire.Metadata;
import io.histctl.wire.Notes;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The message that a stream's deltas add up to, in the shape of a reply that came whole. */
final class DeltaMessage {
    private final ObjectNode others = Json.mapper().createObjectNode();
    private final Map<String, StringBuilder> otherTexts = new HashMap<>();
    private final DeltaToolCalls toolCalls = new DeltaToolCalls();
    private final DeltaToolCall functionCall = new DeltaToolCall();
    private final StringBuilder content = new StringBuilder();
    private final StringBuilder refusal = new StringBuilder();
    private final StringBuilder transcript = new StringBuilder();
    private final ByteArrayOutputStream sound = new ByteArrayOutputStream();
    private @Nullable StringBuilder oddSound;
    private @Nullable String audioId;
    private @Nullable Instant expiresAt;
    private boolean hasTranscript;
    private final Notes notes;

    DeltaMessage(Notes notes) {
        this.notes = notes;
    }

    boolean hasAudio() {
        return audioId != null;
    }

    @Nullable
    Instant expiresAt() {
        return expiresAt;
    }

    /** Adds a delta; true if it said something. Sound counts only if it is kept. */
    boolean add(Fields delta, boolean keepSound) {
        boolean changed = append(content, content(delta));
        changed |= append(refusal, delta.stringOrNull("refusal"));
        Fields audio = delta.objectOrNull("audio");
        if (audio != null) {
            changed |= audio(audio) || (keepSound && audio.get("data") != null);
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

    private boolean audio(Fields audio) {
        String id = id(audio);
        audioId = id.isEmpty() ? audioId : id;
        String words = audio.stringOrNull("transcript");
        hasTranscript |= words != null;
        Instant expiry = audio.metadata(notes).time("expires_at");
        expiresAt = expiry == null ? expiresAt : expiry;
        String data = audio.stringOrNull("data");
        if (data != null) {
            data(data);
        }
        return append(transcript, words) || !id.isEmpty() || expiry != null;
    }

    private String id(Fields audio) {
        JsonNode given = audio.get("id");
        if (given != null && !given.isTextual()) {
            notes.add(audio.path("id") + " is not a string and was ignored");
            return "";
        }
        String id = audio.idOrNull("id");
        return id == null ? "" : id;
    }

    /** Each piece is base64 of its own; one that is not makes the whole a text that is kept as it came. */
    private void data(String piece) {
        try {
            if (oddSound == null) {
                sound.writeBytes(Base64.getDecoder().decode(piece));
                return;
            }
        } catch (IllegalArgumentException notBase64) {
            oddSound = new StringBuilder(Base64.getEncoder().encodeToString(sound.toByteArray()));
        }
        append(oddSound, piece);
    }

    private void other(Fields delta, String name) {
        JsonNode value = delta.get(name);
        if (name.equals("name") || name.equals("tool_call_id")) {
            delta.stringOrNull(name);
        }
        switch (name) {
            case "role", "content", "refusal", "audio", "tool_calls", "function_call" -> {}
            default -> {
                if (value != null && value.isTextual() && others.path(name).isTextual()) {
                    otherTexts
                            .computeIfAbsent(
                                    name, n -> new StringBuilder(others.path(n).textValue()))
                            .append(value.textValue());
                } else if (value != null) {
                    others.set(name, value);
                    otherTexts.remove(name);
                }
            }
        }
    }

    /** The message as JSON; null if nothing was said. */
    byte @Nullable [] json() {
        boolean silent = content.isEmpty()
                && refusal.isEmpty()
                && toolCalls.isEmpty()
                && functionCall.isEmpty()
                && others.isEmpty()
                && transcript.isEmpty()
                && audioId == null;
        if (silent) {
            return null;
        }
        ObjectNode message = Json.mapper().createObjectNode();
        message.put("role", "assistant");
        message.put("content", content.isEmpty() ? null : content.toString());
        message.put("refusal", refusal.isEmpty() ? null : refusal.toString());
        if (audioId != null || !transcript.isEmpty()) {
            audio(message.putObject("audio"));
        }
        toolCalls.addTo(message);
        if (!functionCall.isEmpty()) {
            functionCall.addBodyTo(message.putObject("function_call"));
        }
        message.setAll(others);
        otherTexts.forEach((name, text) -> message.put(name, text.toString()));
        return Json.bytes(message);
    }

    private void audio(ObjectNode audio) {
        if (audioId != null) {
            audio.put("id", audioId);
        }
        if (oddSound != null || sound.size() > 0) {
            audio.put(
                    "data",
                    oddSound != null ? oddSound.toString() : Base64.getEncoder().encodeToString(sound.toByteArray()));
        }
        if (expiresAt != null) {
            audio.put("expires_at", expiresAt.getEpochSecond());
        }
        if (hasTranscript) {
            audio.put("transcript", transcript.toString());
        }
    }

    private static boolean append(@Nullable StringBuilder text, @Nullable String piece) {
        if (text == null || piece == null || piece.isEmpty()) {
            return false;
        }
        text.append(piece);
        return true;
    }
}
