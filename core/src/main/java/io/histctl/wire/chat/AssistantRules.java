package io.histctl.wire.chat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Rules for an assistant message by itself: V2, V3, V6 and V12. */
final class AssistantRules {
    private AssistantRules() {}

    static @Nullable Problem check(JsonNode message) {
        if (message.hasNonNull("audio") && !isReference(message.path("audio"))) {
            return new Problem("V2", "has audio that is not exactly its id");
        }
        if (message.hasNonNull("refusal") && !message.path("refusal").isTextual()) {
            return new Problem("V6", "has a refusal that is not a string");
        }
        Problem content = message.hasNonNull("content") ? PartRules.check("assistant", message.path("content")) : null;
        if (content != null) {
            return content;
        }
        Problem calls = calls(message);
        if (calls != null) {
            return calls;
        }
        return hasContent(message)
                ? null
                : new Problem("V3", "has neither content nor tool calls nor audio nor a refusal");
    }

    private static boolean isReference(JsonNode audio) {
        return audio.size() == 1 && isFilled(audio.path("id"));
    }

    private static @Nullable Problem calls(JsonNode message) {
        if (message.has("tool_calls")) {
            JsonNode calls = message.path("tool_calls");
            if (!calls.isArray() || calls.isEmpty()) {
                return new Problem("V6", "has tool_calls without a call");
            }
            for (JsonNode call : calls) {
                if (!isToolCall(call)) {
                    return new Problem("V12", "has a tool call in a form that a request may not contain");
                }
            }
        }
        return message.hasNonNull("function_call") && !hasNameAnd("arguments", message.path("function_call"))
                ? new Problem("V12", "has a function_call in a form that a request may not contain")
                : null;
    }

    private static boolean isToolCall(JsonNode call) {
        String type = call.path("type").asText();
        boolean custom = type.equals("custom");
        return (custom || type.equals("function"))
                && names(call).equals(Set.of("id", "type", type))
                && isFilled(call.path("id"))
                && call.path(type).size() == 2
                && hasNameAnd(custom ? "input" : "arguments", call.path(type));
    }

    private static boolean hasNameAnd(String arguments, JsonNode call) {
        return isFilled(call.path("name")) && call.path(arguments).isTextual();
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static boolean hasContent(JsonNode message) {
        return message.hasNonNull("audio")
                || message.has("tool_calls")
                || message.hasNonNull("function_call")
                || isFilled(message.path("refusal"))
                || isFilled(message.path("content"))
                || hasWords(message.path("content"));
    }

    private static boolean hasWords(JsonNode parts) {
        for (JsonNode part : parts) {
            if (isFilled(part.path(part.path("type").asText()))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isFilled(JsonNode value) {
        return value.isTextual() && !value.textValue().isEmpty();
    }
}
