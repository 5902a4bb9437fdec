package io.histctl.formats;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.histctl.record.imports.HistorySink;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A message of a ChatGPT conversation as a message of Chat Completions. */
final class ChatGptMessage {
    private final JsonNode mapping;
    private final JsonNode node;
    private final JsonNode message;
    private final HistorySink sink;

    /** @param mapping all nodes of the conversation by their ids */
    ChatGptMessage(JsonNode mapping, JsonNode node, HistorySink sink) {
        this.mapping = mapping;
        this.node = node;
        this.message = node.path("message");
        this.sink = sink;
    }

    /** The message; null if there is nothing to keep. */
    @Nullable
    ObjectNode read() {
        String role = Values.text(message.path("author").path("role"));
        String text = text();
        return switch (role) {
            case "assistant" ->
                isToolCall(message) ? toolCall(text) : text.isEmpty() ? null : Messages.text(role, text);
            case "tool" -> toolResult(text);
            case "user", "system" -> text.isEmpty() ? null : Messages.text(role, text);
            default -> null;
        };
    }

    private @Nullable ObjectNode toolCall(String text) {
        for (JsonNode child : node.path("children")) {
            if (isTool(mapping.path(Values.text(child)).path("message"))) {
                String arguments = Values.object().put("input", text).toString();
                return Messages.toolCall(id(message), functionName(message), arguments);
            }
        }
        sink.note("a tool call without a result was left out");
        return null;
    }

    private @Nullable ObjectNode toolResult(String text) {
        JsonNode call = mapping.path(Values.text(node.path("parent"))).path("message");
        if (isToolCall(call)) {
            return Messages.toolResult(id(call), text);
        }
        sink.note("a result of a tool without its call was left out");
        return null;
    }

    private static boolean isTool(JsonNode message) {
        return Values.text(message.path("author").path("role")).equals("tool");
    }

    private static boolean isToolCall(JsonNode message) {
        String recipient = Values.text(message.path("recipient"));
        return Values.text(message.path("author").path("role")).equals("assistant")
                && !recipient.isEmpty()
                && !recipient.equals("all");
    }

    private static String id(JsonNode call) {
        return "call_" + Values.text(call.path("id")).replace("-", "");
    }

    private static String functionName(JsonNode call) {
        return Values.text(call.path("recipient")).replaceAll("[^A-Za-z0-9_-]", "_");
    }

    private String text() {
        JsonNode content = message.path("content");
        String type = Values.text(content.path("content_type"));
        return switch (type) {
            case "text", "multimodal_text" -> parts(content.path("parts"));
            case "code", "execution_output", "tether_quote" -> Values.text(content.path("text"));
            case "tether_browsing_display" -> Values.text(content.path("result"));
            case "" -> "";
            default -> {
                sink.note("content of the type " + type.replaceAll("[^a-z_]", "") + " was left out");
                yield "";
            }
        };
    }

    private String parts(JsonNode parts) {
        List<String> texts = new ArrayList<>();
        for (JsonNode part : parts) {
            String type = Values.text(part.path("content_type"));
            String text = part.isTextual() ? part.textValue() : Values.text(part.path("text"));
            if (!text.isEmpty()) {
                texts.add(text);
            } else if (type.contains("image")) {
                sink.note("images are not part of the conversations; a placeholder replaces each");
                texts.add("[image]");
            } else if (!part.isTextual()) {
                sink.note("sound and files are not part of the conversations and were left out");
            }
        }
        return String.join("\n", texts);
    }
}
