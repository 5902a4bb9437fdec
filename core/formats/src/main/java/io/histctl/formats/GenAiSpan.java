package io.histctl.formats;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.histctl.record.imports.HistorySink;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A span of the GenAI conventions: messages as JSON in attributes, or each in numbered attributes as before. */
final class GenAiSpan {
    private final JsonNode span;
    private final HistorySink sink;
    private final Map<String, JsonNode> attributes = new HashMap<>();

    GenAiSpan(JsonNode span, HistorySink sink) {
        this.span = span;
        this.sink = sink;
        addAttributes(span.path("attributes"));
        span.path("events").forEach(event -> addAttributes(event.path("attributes")));
    }

    private void addAttributes(JsonNode list) {
        for (JsonNode attribute : list) {
            JsonNode value = attribute.path("value");
            attributes.put(
                    Values.text(attribute.path("key")),
                    Values.first(value, "stringValue", "intValue", "doubleValue", "boolValue", "arrayValue"));
        }
    }

    boolean isChat() {
        String operation = text("gen_ai.operation.name");
        return operation.isEmpty()
                ? attributes.keySet().stream().anyMatch(name -> name.matches("gen_ai\\.(prompt|input).*"))
                : operation.equals("chat") || operation.equals("text_completion");
    }

    String conversation() {
        return text("gen_ai.conversation.id");
    }

    /** The id of the response, else of the span. */
    String id() {
        String id = text("gen_ai.response.id");
        return id.isEmpty() ? Values.text(span.path("spanId")) : id;
    }

    @Nullable
    Instant start() {
        return Values.time(span.path("startTimeUnixNano"));
    }

    @Nullable
    ObjectNode request() {
        ArrayNode messages = Values.array();
        JsonNode system = parsed("gen_ai.system_instructions");
        if (system.isArray()) {
            String instructions = GenAiMessage.text(system);
            if (!instructions.isEmpty()) {
                messages.add(Messages.text("system", instructions));
            }
        }
        JsonNode input = parsed("gen_ai.input.messages");
        for (JsonNode message : input.isArray() ? input : numbered("gen_ai.prompt.")) {
            new GenAiMessage(message, sink).read().forEach(messages::add);
        }
        if (messages.isEmpty()) {
            return null;
        }
        ObjectNode request = Values.object();
        String model = text("gen_ai.request.model");
        if (!model.isEmpty()) {
            request.put("model", model);
        }
        request.set("messages", messages);
        return request;
    }

    @Nullable
    ObjectNode response() {
        JsonNode output = parsed("gen_ai.output.messages");
        JsonNode replies = output.isArray() ? output : numbered("gen_ai.completion.");
        if (replies.isEmpty()) {
            return null;
        }
        if (replies.size() > 1) {
            sink.note("of several choices the first was kept");
        }
        ObjectNode message = new GenAiMessage(replies.get(0), sink).read().get(0);
        message.put("role", "assistant");
        String model = text("gen_ai.response.model");
        JsonNode usage = attributes.containsKey("gen_ai.usage.input_tokens")
                ? Replies.usage(number("gen_ai.usage.input_tokens"), number("gen_ai.usage.output_tokens"))
                : null;
        Instant end = Values.time(span.path("endTimeUnixNano"));
        return Messages.isEmpty(message)
                ? null
                : Replies.body(id(), end, model.isEmpty() ? null : model, message, usage);
    }

    /** Messages whose members are attributes of their own, such as {@code gen_ai.prompt.0.role}. */
    private ArrayNode numbered(String prefix) {
        ArrayNode messages = Values.array();
        for (int i = 0;
                attributes.containsKey(prefix + i + ".role") || attributes.containsKey(prefix + i + ".content");
                i++) {
            String role = text(prefix + i + ".role");
            ObjectNode message = messages.addObject().put("role", role.isEmpty() ? "assistant" : role);
            message.putArray("parts").addObject().put("type", "text").put("content", text(prefix + i + ".content"));
        }
        return messages;
    }

    private JsonNode parsed(String name) {
        return Values.parsed(attributes.getOrDefault(name, Values.object()));
    }

    private long number(String name) {
        JsonNode value = attributes.getOrDefault(name, Values.object());
        return value.asLong(); // OTLP writes 64-bit numbers as strings
    }

    private String text(String name) {
        JsonNode value = attributes.get(name);
        return value == null ? "" : Values.text(value);
    }
}
