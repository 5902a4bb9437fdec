package io.histctl.wire.chat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What an assistant message must satisfy (API.md, rules V2, V3, V6 and V12). */
final class AssistantRules {
    private AssistantRules() {}

    static @Nullable Problem check(JsonNode message) {
        JsonNode audio = message.path("audio");
        boolean spoken = audio.isObject();
        if (spoken && (audio.size() != 1 || audio.path("id").asText().isEmpty())) {
            return new Problem("V2", "has audio that is not exactly its id");
        }
        JsonNode calls = message.path("tool_calls");
        if (calls.isArray() && calls.isEmpty()) {
            return new Problem("V6", "has an empty list of tool calls");
        }
        for (JsonNode call : calls) {
            if (!isCall(call)) {
                return new Problem("V12", "has a tool call with members that a request may not have");
            }
        }
        boolean says = says(message.path("content"))
                || !message.path("refusal").asText("").isEmpty();
        if (!says
                && !spoken
                && calls.isEmpty()
                && !message.path("function_call").isObject()) {
            return new Problem("V3", "has neither content nor tool calls nor audio nor a refusal");
        }
        return message.path("content").isArray() ? parts(message.path("content")) : null;
    }

    private static @Nullable Problem parts(JsonNode content) {
        if (content.isEmpty()) {
            return new Problem("V6", "has an empty list of parts");
        }
        for (JsonNode part : content) {
            String type = part.path("type").asText();
            if (type.equals("image_url") || type.equals("input_audio") || type.equals("file")) {
                return new Problem("V6", "has a part that only a user turn may have");
            }
        }
        return null;
    }

    private static boolean says(JsonNode content) {
        if (content.isTextual()) {
            return !content.textValue().isEmpty();
        }
        for (JsonNode part : content) {
            if (!part.path("text").asText().isEmpty()
                    || !part.path("refusal").asText().isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private static boolean isCall(JsonNode call) {
        boolean custom = call.has("custom");
        JsonNode body = call.path(custom ? "custom" : "function");
        return names(call).equals(Set.of("id", "type", custom ? "custom" : "function"))
                && names(body).equals(Set.of("name", custom ? "input" : "arguments"));
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
