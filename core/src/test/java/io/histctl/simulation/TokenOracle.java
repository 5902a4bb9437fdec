package io.histctl.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.histctl.model.TokenCounter;
import io.histctl.model.Tokens;
import java.util.Base64;

/**
 * What a payload costs, counted on its JSON: recorded usage for a replayed id, 10 audio tokens a second for speech, the
 * tokenizer for all other words, four for the frame of each message.
 */
final class TokenOracle {
    private static final TokenCounter TOKENIZER = TokenCounter.O200K;
    private static final int WAV_BYTES_PER_SECOND = 8_000;

    private TokenOracle() {}

    static long of(JsonNode payload, RandomHistory past) {
        long tokens = text(payload.path("tools").toString());
        for (JsonNode message : payload.path("messages")) {
            tokens += message(message, past);
        }
        return tokens;
    }

    static long text(String text) {
        return TOKENIZER.count(text);
    }

    private static long message(JsonNode message, RandomHistory past) {
        if (message.has("audio")) {
            Tokens cost = past.cost(message.path("audio").path("id").asText());
            return cost == null ? 0 : cost.total();
        }
        long tokens = 4
                + text(message.path("refusal").asText(""))
                + text(message.path("name").asText(""));
        for (JsonNode call : message.path("tool_calls")) {
            tokens += call(call);
        }
        JsonNode content = message.path("content");
        if (content.isTextual()) {
            return tokens + text(content.textValue());
        }
        for (JsonNode part : content) {
            tokens += text(part.path("text").asText(""));
            tokens += sound(part.path("input_audio").path("data").asText(""));
        }
        return tokens;
    }

    /** The JSON of a call, with its arguments as plain JSON instead of a JSON string. */
    private static long call(JsonNode call) {
        ObjectNode frame = call.deepCopy();
        frame.withObjectProperty("function").put("arguments", "");
        return text(frame.toString()) + text(call.at("/function/arguments").asText());
    }

    private static long sound(String data) {
        int bytes = Base64.getDecoder().decode(data).length - 44;
        return bytes <= 0 ? 0 : 10L * bytes / WAV_BYTES_PER_SECOND;
    }
}
