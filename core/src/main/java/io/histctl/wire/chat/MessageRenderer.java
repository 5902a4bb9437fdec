package io.histctl.wire.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.histctl.model.AudioRef;
import io.histctl.model.Role;
import io.histctl.model.Turn;
import io.histctl.model.Words;
import io.histctl.resume.Decision;
import io.histctl.resume.PlannedTurn;
import io.histctl.resume.PlannedTurn.Calls;
import io.histctl.wire.Json;
import io.histctl.wire.JsonSlice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One planned turn as a message that the API accepts. */
final class MessageRenderer {
    private MessageRenderer() {}

    static Piece render(PlannedTurn plan, SourceTurn stored) {
        SourceTurn source = ChangedParts.replace(stored, plan.parts());
        boolean whole = plan.calls() == Calls.KEPT
                && source.ready()
                && plan.decision() != Decision.AS_TRANSCRIPT
                && (plan.decision() == Decision.BY_AUDIO_ID || !source.spoken());
        if (whole) {
            return new Piece(source.json(), source.inserts());
        }
        if (plan.role() == Role.ASSISTANT) {
            boolean plain = !source.tools() && plan.decision() != Decision.AS_TRANSCRIPT;
            return plain ? PlainReply.render(plan, source) : Piece.of(bytes(assistant(plan, source)));
        }
        return plan.decision() == Decision.AS_TRANSCRIPT
                ? SoundInWords.render(source)
                : new Piece(source.json(), source.inserts());
    }

    private static ObjectNode assistant(PlannedTurn plan, SourceTurn source) {
        JsonNode stored = Json.tree(JsonSlice.of(source.json()));
        ObjectNode message = Json.mapper().createObjectNode().put("role", "assistant");
        copy(stored, message, "name");
        if (plan.calls() != Calls.ALONE) {
            words(plan, source.turn().get(), stored, message);
        }
        if (plan.calls() != Calls.LEFT_OUT) {
            calls(stored, message);
        }
        return message;
    }

    private static void words(PlannedTurn plan, Turn turn, JsonNode stored, ObjectNode message) {
        AudioRef audio = turn.audio();
        if (plan.decision() == Decision.BY_AUDIO_ID && audio != null) {
            message.putObject("audio").put("id", audio.id());
        } else if (plan.decision() == Decision.AS_TRANSCRIPT) {
            message.put("content", Words.ofAssistant(turn.message().spoken(), length(audio)));
        } else {
            JsonNode content = stored.path("content");
            boolean parts = content.isArray() && PartRules.check("assistant", content) == null;
            if (parts || !content.asText("").isEmpty()) {
                message.set("content", content);
            } else if (!turn.message().text().isEmpty()) {
                message.put("content", turn.message().text());
            }
            copy(stored, message, "refusal");
        }
    }

    private static java.time.@Nullable Duration length(@Nullable AudioRef audio) {
        return audio == null ? null : audio.speech().length();
    }

    private static void calls(JsonNode stored, ObjectNode message) {
        JsonNode calls = stored.path("tool_calls");
        if (!calls.isEmpty()) {
            ArrayNode sent = message.putArray("tool_calls");
            calls.forEach(call -> sent.add(call(call)));
        }
        if (stored.path("function_call").isObject()) {
            ObjectNode call = message.putObject("function_call");
            pick(stored.path("function_call"), call, List.of("name", "arguments"));
        }
    }

    private static ObjectNode call(JsonNode stored) {
        ObjectNode call = Json.mapper().createObjectNode();
        boolean custom = stored.path("custom").isObject();
        call.put("id", stored.path("id").asText());
        call.put("type", custom ? "custom" : "function");
        ObjectNode body = call.putObject(custom ? "custom" : "function");
        pick(stored.path(custom ? "custom" : "function"), body, List.of("name", custom ? "input" : "arguments"));
        return call;
    }

    private static void pick(JsonNode from, ObjectNode to, List<String> names) {
        names.forEach(name -> {
            JsonNode value = from.path(name);
            to.put(name, value.isObject() ? value.toString() : value.asText(""));
        });
    }

    private static void copy(JsonNode from, ObjectNode to, String name) {
        String value = from.path(name).textValue();
        if (value != null && !value.isEmpty()) {
            to.put(name, value);
        }
    }

    static byte[] bytes(ObjectNode message) {
        return Json.bytes(message);
    }
}
