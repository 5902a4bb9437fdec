package io.histctl.formats;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.histctl.record.imports.HistorySink;
import java.util.ArrayList;
import java.util.List;

/** A message of the GenAI conventions, which consists of a role and parts. */
final class GenAiMessage {
    private final JsonNode message;
    private final HistorySink sink;

    GenAiMessage(JsonNode message, HistorySink sink) {
        this.message = message;
        this.sink = sink;
    }

    /** The messages of Chat Completions: one for each tool result, or a single one. */
    List<ObjectNode> read() {
        JsonNode parts = message.path("parts");
        List<ObjectNode> results = new ArrayList<>();
        ObjectNode whole = Messages.text(role(), text(parts));
        for (JsonNode part : parts) {
            switch (Values.text(part.path("type"))) {
                case "text" -> {}
                case "tool_call" ->
                    Messages.addToolCall(whole, id(part), Values.text(part.path("name")), json(part.path("arguments")));
                case "tool_call_response" ->
                    results.add(Messages.toolResult(id(part), json(Values.first(part, "response", "result"))));
                default -> sink.note("parts other than text and tool calls were left out");
            }
        }
        if (whole.has("tool_calls") && Values.text(whole.path("content")).isEmpty()) {
            whole.putNull("content");
        }
        return results.isEmpty() ? List.of(whole) : results;
    }

    /** The text of parts; the conventions call it {@code content}. */
    static String text(JsonNode parts) {
        List<String> texts = new ArrayList<>();
        for (JsonNode part : parts) {
            if (Values.text(part.path("type")).equals("text")) {
                texts.add(Values.text(part.path("content")));
            }
        }
        return String.join("\n", texts);
    }

    private String role() {
        String role = Values.text(message.path("role"));
        return role.isEmpty() ? "user" : role;
    }

    private static String id(JsonNode part) {
        return Values.text(part.path("id"));
    }

    private static String json(JsonNode value) {
        return value.isTextual() ? value.textValue() : value.isMissingNode() ? "" : value.toString();
    }
}
