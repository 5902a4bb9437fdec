package io.histctl.formats;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.histctl.record.Exchange;
import io.histctl.record.imports.HistorySink;
import io.histctl.wire.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What logs and traces keep of a request and its response: whole bodies, or only messages and text. */
final class Bodies {
    private Bodies() {}

    /** The request body; null if there are no messages in it. */
    static @Nullable ObjectNode request(JsonNode logged) {
        JsonNode input = Values.parsed(logged);
        if (input.isObject() && Values.parsed(input.path("messages")).isArray()) {
            ObjectNode request = input.deepCopy();
            request.set("messages", Values.parsed(input.path("messages")));
            return request;
        }
        boolean messages = input.isArray() && !input.isEmpty() && input.get(0).has("role");
        return messages ? (ObjectNode) Values.object().set("messages", input) : null;
    }

    /** The response body; null if there is no reply in it. */
    static @Nullable ObjectNode response(
            JsonNode logged, String id, @Nullable Instant at, @Nullable String model, @Nullable JsonNode usage) {
        JsonNode output = Values.parsed(logged);
        if (output instanceof ObjectNode body && output.path("choices").isArray()) {
            return body;
        }
        JsonNode last = output.isArray() && !output.isEmpty() ? output.get(output.size() - 1) : output;
        if (last instanceof ObjectNode message
                && (message.has("role") || message.has("content") || message.has("tool_calls"))) {
            ObjectNode reply = message.deepCopy().put("role", "assistant");
            return Messages.isEmpty(reply) ? null : Replies.body(id, at, model, reply, usage);
        }
        String text = last.isObject() ? Values.text(last.path("completion")) : Values.text(last);
        return text.isEmpty() ? null : Replies.body(id, at, model, Messages.text("assistant", text), usage);
    }

    /** Passes on an exchange of a session, or of the conversation that its request continues. */
    static void passOn(
            HistorySink sink,
            String session,
            String id,
            @Nullable Instant at,
            ObjectNode request,
            @Nullable ObjectNode response) {
        Exchange exchange = Exchange.of(Json.bytes(request), response == null ? null : Json.bytes(response))
                .withAt(at);
        if (session.isEmpty()) {
            sink.logged(id, exchange);
        } else {
            sink.exchange(session, exchange);
        }
    }
}
