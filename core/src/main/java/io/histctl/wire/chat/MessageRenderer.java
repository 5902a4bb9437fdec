package io.histctl.wire.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.histctl.model.AudioRef;
import io.histctl.model.PlannedPart;
import io.histctl.model.Role;
import io.histctl.model.SentForm;
import io.histctl.model.SentForm.Speech;
import io.histctl.model.Turn;
import io.histctl.model.Words;
import io.histctl.wire.Json;
import io.histctl.wire.JsonObjectWriter;
import io.histctl.wire.JsonSlice;
import io.histctl.wire.JsonTemplate;
import io.histctl.wire.Placeholder;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Renders a message in the form in which it is sent. What need not change keeps its bytes. */
final class MessageRenderer {
    private static final byte[] DROPPED = {};

    private final SentForm form;
    private final SourceMessage source;
    private boolean transcriptWritten;
    private boolean rewritten;

    private MessageRenderer(SentForm form, SourceMessage source) {
        this.form = form;
        this.source = source;
    }

    static JsonTemplate render(SentForm form, SourceMessage source) {
        MessageRenderer renderer = new MessageRenderer(form, source);
        return form.role() == Role.ASSISTANT ? renderer.assistant() : renderer.other();
    }

    private JsonTemplate other() {
        boolean unchanged = form.parts().isEmpty() && form.speech() != Speech.AS_TRANSCRIPT;
        return unchanged ? source.template() : ContentEditor.edit(source.template(), this::part);
    }

    private byte @Nullable [] part(int index, JsonSlice part) {
        for (PlannedPart planned : form.parts()) {
            if (planned.part() == index) {
                return reference(Json.tree(part), planned);
            }
        }
        return form.speech() == Speech.AS_TRANSCRIPT && isDeletedSound(part) ? deletedSound() : null;
    }

    private static byte[] reference(JsonNode part, PlannedPart planned) {
        if (planned.expired()) {
            return text(PartReferences.placeholder(part));
        }
        ObjectNode renewed = part.deepCopy();
        PartReferences.replace(renewed, planned.reference().value());
        return Json.bytes(renewed);
    }

    private boolean isDeletedSound(JsonSlice part) {
        return source.template().placeholders().stream()
                .filter(Placeholder.DeletedSound.class::isInstance)
                .anyMatch(sound -> part.from() <= sound.offset() && sound.offset() < part.to());
    }

    /** The same words as those of {@link Words#withoutSound}, by which recording recognizes the message. */
    private byte[] deletedSound() {
        if (transcriptWritten) {
            return DROPPED; // the transcript covers all sound of the turn
        }
        String transcript = source.turn().get().transcript();
        if (transcript == null || transcript.isBlank()) {
            return text(Words.placeholder(null));
        }
        transcriptWritten = true;
        return text(transcript);
    }

    private static byte[] text(String text) {
        return new JsonObjectWriter()
                .string("type", "text")
                .string("text", text)
                .bytes();
    }

    private JsonTemplate assistant() {
        boolean sentAsIs = source.sendable()
                && form.isComplete()
                && form.speech() != Speech.AS_TRANSCRIPT
                && (form.speech() == Speech.BY_AUDIO_ID || !source.spoken());
        if (sentAsIs) {
            return source.template();
        }
        JsonObjectWriter message = new JsonObjectWriter().string("role", ChatApi.ASSISTANT);
        Map<String, JsonSlice> stored = JsonSlice.of(source.template().json()).members();
        rewritten = form.speech() == Speech.AS_TRANSCRIPT || hasCalls(stored);
        copyText(stored, "name", message);
        if (form.words()) {
            words(stored, message);
        }
        if (form.calls()) {
            calls(stored, message);
        }
        return JsonTemplate.whole(message.bytes());
    }

    private void words(Map<String, JsonSlice> stored, JsonObjectWriter message) {
        Placeholder.Id id = source.template().audioId();
        JsonSlice content = stored.get("content");
        if (form.speech() == Speech.BY_AUDIO_ID && id != null) {
            message.member("audio", new JsonObjectWriter().string("id", id.id()).bytes());
        } else if (form.speech() == Speech.AS_TRANSCRIPT) {
            Turn turn = source.turn().get();
            AudioRef audio = turn.audio();
            message.string(
                    "content",
                    Words.ofAssistant(
                            turn.message().audioTranscript(),
                            audio == null ? null : audio.speech().length()));
        } else {
            if (content != null && isSendable(content)) {
                message.member("content", value(content));
            } else if (!source.turn().get().message().text().isEmpty()) {
                message.string("content", source.turn().get().message().text());
            }
            copyText(stored, "refusal", message);
        }
    }

    private static boolean isSendable(JsonSlice content) {
        return content.isString()
                ? content.length() > 2
                : content.isArray() && PartRules.check(ChatApi.ASSISTANT, Json.tree(content)) == null;
    }

    private void copyText(Map<String, JsonSlice> stored, String name, JsonObjectWriter message) {
        JsonSlice value = stored.get(name);
        if (value != null && value.isString() && value.length() > 2) {
            message.member(name, value(value));
        }
    }

    /** A message with calls, or in words, is sent without unnecessary escapes; others keep theirs. */
    private byte[] value(JsonSlice stored) {
        return rewritten ? Json.bytes(Json.tree(stored)) : stored.bytes();
    }

    private static boolean hasCalls(Map<String, JsonSlice> stored) {
        JsonSlice calls = stored.get("tool_calls");
        JsonSlice function = stored.get("function_call");
        return (calls != null && calls.isArray() && calls.length() > 2) || (function != null && function.isObject());
    }

    private static void calls(Map<String, JsonSlice> stored, JsonObjectWriter message) {
        JsonSlice calls = stored.get("tool_calls");
        if (calls != null && calls.isArray() && calls.length() > 2) {
            ArrayNode sent = Json.mapper().createArrayNode();
            Json.tree(calls).forEach(call -> sent.add(call(call)));
            message.member("tool_calls", Json.bytes(sent));
        }
        JsonSlice function = stored.get("function_call");
        if (function != null && function.isObject()) {
            message.member("function_call", Json.bytes(strings(Json.tree(function), List.of("name", "arguments"))));
        }
    }

    private static ObjectNode call(JsonNode stored) {
        boolean custom = stored.path("custom").isObject();
        String type = custom ? "custom" : "function";
        ObjectNode call = Json.mapper().createObjectNode();
        call.put("id", stored.path("id").asText());
        call.put("type", type);
        call.set(type, strings(stored.path(type), List.of("name", custom ? "input" : "arguments")));
        return call;
    }

    /** Members as strings; some servers send arguments as an object. */
    private static ObjectNode strings(JsonNode from, List<String> names) {
        ObjectNode to = Json.mapper().createObjectNode();
        names.forEach(name -> {
            JsonNode value = from.path(name);
            to.put(name, value.isObject() ? value.toString() : value.asText(""));
        });
        return to;
    }
}
