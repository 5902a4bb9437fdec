package io.histctl.formats;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Messages of Chat Completions. */
final class Messages {
    private Messages() {}

    static ObjectNode text(String role, String text) {
        return Values.object().put("role", role).put("content", text);
    }

    /** A reply that consists of one tool call. */
    static ObjectNode toolCall(String id, String name, String arguments) {
        ObjectNode message = Values.object().put("role", "assistant").putNull("content");
        addToolCall(message, id, name, arguments);
        return message;
    }

    static void addToolCall(ObjectNode message, String id, String name, String arguments) {
        message.withArray("/tool_calls")
                .addObject()
                .put("id", id)
                .put("type", "function")
                .putObject("function")
                .put("name", name)
                .put("arguments", arguments);
    }

    static ObjectNode toolResult(String id, String text) {
        return Values.object().put("role", "tool").put("tool_call_id", id).put("content", text);
    }

    static boolean isReply(JsonNode message) {
        return Values.text(message.path("role")).equals("assistant");
    }

    /** Whether there is nothing in a message: no words and no tool call. */
    static boolean isEmpty(JsonNode message) {
        JsonNode content = message.path("content");
        return !message.hasNonNull("tool_calls")
                && !message.hasNonNull("audio")
                && !message.hasNonNull("refusal")
                && Values.text(content).isEmpty()
                && content.isEmpty();
    }
}
