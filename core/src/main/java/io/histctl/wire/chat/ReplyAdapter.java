package io.histctl.wire.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.histctl.error.InvalidInputException;
import io.histctl.wire.Json;
import java.nio.charset.StandardCharsets;
import org.apiguardian.api.API;

/**
 * Changes replies and stream chunks for clients that can't read those of audio models. Anything else keeps its bytes.
 *
 * @param addMissingChoices whether a chunk without choices gets an empty list of them
 * @param transcriptAsContent whether a transcript is repeated as the content, if that is empty
 */
@API(status = API.Status.INTERNAL)
public record ReplyAdapter(boolean addMissingChoices, boolean transcriptAsContent) {
    /** Whether it changes anything. */
    public boolean isNeeded() {
        return addMissingChoices || transcriptAsContent;
    }

    /** A reply, or the data of one stream event, as the client needs it. */
    public byte[] adapt(byte[] json) {
        if (!isNeeded() || json.length == 0 || json[0] != '{') {
            return json;
        }
        try {
            JsonNode tree = Json.tree(Json.read(json, "the reply"));
            return tree instanceof ObjectNode reply && changed(reply) ? Json.bytes(reply) : json;
        } catch (InvalidInputException e) {
            return json;
        }
    }

    /** A reply, or the data of one stream event, as the client needs it. */
    public String adapt(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        byte[] adapted = adapt(bytes);
        return adapted == bytes ? json : new String(adapted, StandardCharsets.UTF_8);
    }

    private boolean changed(ObjectNode reply) {
        boolean changed = false;
        if (addMissingChoices && !reply.has("choices") && !reply.has("error")) {
            reply.putArray("choices");
            changed = true;
        }
        for (JsonNode choice :
                transcriptAsContent ? reply.path("choices") : Json.mapper().createArrayNode()) {
            changed |= spoken(choice.path("message"));
            changed |= spoken(choice.path("delta"));
        }
        return changed;
    }

    private static boolean spoken(JsonNode message) {
        JsonNode transcript = message.path("audio").path("transcript");
        boolean empty = message.path("content").asText("").isEmpty();
        if (!transcript.isTextual() || !empty || transcript.textValue().isEmpty()) {
            return false;
        }
        ((ObjectNode) message).set("content", transcript);
        return true;
    }
}
