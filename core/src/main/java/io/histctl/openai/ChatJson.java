package io.histctl.openai;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The JSON of the call. */
final class ChatJson {
    /** A reasoning model's thoughts count towards the limit too. */
    private static final long ROOM_TO_THINK = 2_000;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private ChatJson() {}

    static String request(String model, Prompt prompt, long maxTokens) {
        ObjectNode request = MAPPER.createObjectNode().put("model", model);
        request.putArray("messages").add(message("system", prompt.system())).add(message("user", prompt.user()));
        request.put("max_completion_tokens", 2 * maxTokens + ROOM_TO_THINK);
        return request.toString();
    }

    /** The tree; a missing node where it is no JSON. */
    static JsonNode tree(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private static ObjectNode message(String role, String content) {
        return MAPPER.createObjectNode().put("role", role).put("content", content);
    }
}
