package io.histctl.standin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;

/** The rules on one message by itself: V3, V6, V12, and the shape of V2. */
final class MessageRules {
    private static final Map<String, Set<String>> MEMBERS = Map.of(
            "system", Set.of("role", "content", "name"),
            "developer", Set.of("role", "content", "name"),
            "user", Set.of("role", "content", "name"),
            "assistant", Set.of("role", "content", "refusal", "name", "audio", "function_call", "tool_calls"),
            "tool", Set.of("role", "content", "tool_call_id"),
            "function", Set.of("role", "content", "name"));

    private MessageRules() {}

    static void check(JsonNode messages) {
        for (int i = 0; i < messages.size(); i++) {
            check(messages.path(i), i);
        }
    }

    private static void check(JsonNode message, int i) {
        String path = "messages[" + i + "]";
        Shape.object(message, "V1", path);
        String role = message.path("role").asText();
        if (!MEMBERS.containsKey(role)) {
            throw Refused.rule("V6", path + ".role", "no such role: " + message.path("role"));
        }
        Shape.onlyMembers(message, path, MEMBERS.get(role));
        if (message.has("name")) {
            Shape.nonEmptyString(message.path("name"), "V6", path + ".name");
        }
        if (role.equals("assistant")) {
            assistant(message, i, path);
        } else {
            PartRules.check(message.path("content"), role, path + ".content");
        }
        if (role.equals("tool")) {
            Shape.nonEmptyString(message.path("tool_call_id"), "V5", path + ".tool_call_id");
        }
    }

    private static void assistant(JsonNode message, int i, String path) {
        if (Shape.present(message, "content")) {
            PartRules.check(message.path("content"), "assistant", path + ".content");
        }
        if (Shape.present(message, "refusal")) {
            Shape.string(message.path("refusal"), "V6", path + ".refusal");
        }
        if (Shape.present(message, "audio")) {
            audio(message.path("audio"), path + ".audio");
        }
        if (Shape.present(message, "function_call")) {
            strings(message.path("function_call"), path + ".function_call", "name", "arguments");
        }
        if (message.has("tool_calls")) {
            toolCalls(message.path("tool_calls"), path + ".tool_calls");
        }
        if (!hasContent(message)) {
            throw withoutContent(message, i, path);
        }
    }

    private static boolean hasContent(JsonNode message) {
        return Content.isFilled(message.path("content"))
                || message.has("tool_calls")
                || Shape.present(message, "function_call")
                || Shape.present(message, "audio")
                || Shape.filledString(message.path("refusal"));
    }

    private static Refused withoutContent(JsonNode message, int i, String path) {
        if (Shape.present(message, "content")) {
            return Refused.rule("V3", path + ".content", "an assistant turn without content at " + path);
        }
        return Refused.says(
                "Invalid value for 'content': expected a string, got null.", "messages.[" + i + "].content", null);
    }

    private static void audio(JsonNode audio, String path) {
        Shape.object(audio, "V2", path);
        Shape.onlyMembers(audio, path, Set.of("id"));
        Shape.nonEmptyString(audio.path("id"), "V2", path + ".id");
    }

    private static void toolCalls(JsonNode calls, String path) {
        Shape.nonEmptyArray(calls, "V12", path);
        for (int i = 0; i < calls.size(); i++) {
            toolCall(calls.path(i), path + "[" + i + "]");
        }
    }

    private static void toolCall(JsonNode call, String path) {
        Shape.object(call, "V12", path);
        String type = call.path("type").asText();
        if (!type.equals("function") && !type.equals("custom")) {
            throw Refused.rule("V12", path + ".type", "a tool call is a function or custom");
        }
        Shape.onlyMembers(call, path, Set.of("id", "type", type));
        Shape.nonEmptyString(call.path("id"), "V12", path + ".id");
        strings(call.path(type), path + "." + type, "name", type.equals("function") ? "arguments" : "input");
    }

    private static void strings(JsonNode object, String path, String name, String argument) {
        Shape.object(object, "V12", path);
        Shape.onlyMembers(object, path, Set.of(name, argument));
        Shape.nonEmptyString(object.path(name), "V12", path + "." + name);
        Shape.string(object.path(argument), "V12", path + "." + argument);
    }
}
