package io.histctl.wire.chat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.histctl.wire.Json;
import org.apiguardian.api.API;

/** Writes a request of histctl's own: one instruction and one user message, both of text. */
@API(status = API.Status.INTERNAL)
public final class TextRequest {
    private TextRequest() {}

    /** The JSON of the request, in UTF-8. */
    public static byte[] of(String model, String system, String user, long maxCompletionTokens) {
        ObjectNode request = Json.mapper().createObjectNode().put("model", model);
        request.putArray("messages").add(message("system", system)).add(message("user", user));
        request.put("max_completion_tokens", maxCompletionTokens);
        return Json.bytes(request);
    }

    private static ObjectNode message(String role, String content) {
        return Json.mapper().createObjectNode().put("role", role).put("content", content);
    }
}
