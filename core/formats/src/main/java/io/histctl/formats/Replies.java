package io.histctl.formats;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Response bodies of Chat Completions, for tools that keep only the message. */
final class Replies {
    private Replies() {}

    /** A response body; what is null is left out. */
    static ObjectNode body(
            String id, @Nullable Instant at, @Nullable String model, JsonNode message, @Nullable JsonNode usage) {
        ObjectNode response = Values.object().put("id", id).put("object", "chat.completion");
        if (at != null) {
            response.put("created", at.getEpochSecond());
        }
        if (model != null) {
            response.put("model", model);
        }
        response.putArray("choices").addObject().put("index", 0).set("message", message);
        if (usage != null) {
            response.set("usage", usage);
        }
        return response;
    }

    static ObjectNode usage(long promptTokens, long completionTokens) {
        return Values.object()
                .put("prompt_tokens", promptTokens)
                .put("completion_tokens", completionTokens)
                .put("total_tokens", promptTokens + completionTokens);
    }
}
