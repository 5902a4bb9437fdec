package io.histctl.simulation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.histctl.standin.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an app heard of a reply: its message, as far as the bytes came. Reads streams in its own, plainest way. */
public final class ReceivedReply {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final ObjectNode message = Json.object().put("role", "assistant");

    private ReceivedReply() {}

    /** The message of a reply that came whole. */
    static ObjectNode whole(byte[] body) {
        return (ObjectNode) Json.read(body).path("choices").path(0).path("message");
    }

    /** What a stream said, null where it said nothing. */
    public static @Nullable ObjectNode streamed(byte[] bytes) {
        ReceivedReply arrived = new ReceivedReply();
        new String(bytes, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("data: {"))
                .forEach(line -> arrived.event(line.substring("data: ".length())));
        return arrived.message.size() > 1 ? arrived.message : null;
    }

    private void event(String data) {
        try {
            for (JsonNode choice : MAPPER.readTree(data).path("choices")) {
                add(choice.path("delta"));
            }
        } catch (JsonProcessingException cutInTheMiddle) {
            // the last event of a broken stream
        }
    }

    private void add(JsonNode delta) {
        append(message, "content", delta);
        append(message, "refusal", delta);
        JsonNode audio = delta.path("audio");
        if (audio.has("id")) {
            message.withObjectProperty("audio").set("id", audio.path("id"));
        }
        if (audio.has("transcript")) {
            ObjectNode spoken = message.withObjectProperty("audio");
            spoken.put(
                    "transcript",
                    spoken.path("transcript").asText("")
                            + audio.path("transcript").textValue());
        }
        delta.path("tool_calls").forEach(this::call);
    }

    private void call(JsonNode piece) {
        ArrayNode calls = message.withArrayProperty("tool_calls");
        if (piece.has("id")) {
            ObjectNode call = piece.deepCopy();
            calls.add(call.without("index"));
            return;
        }
        ObjectNode call = (ObjectNode) calls.path(piece.path("index").intValue());
        String type = call.path("type").textValue();
        append(call.withObjectProperty(type), type.equals("custom") ? "input" : "arguments", piece.path(type));
    }

    private static void append(ObjectNode to, String member, JsonNode from) {
        String piece = from.path(member).asText("");
        if (!piece.isEmpty() && !from.path(member).isNull()) {
            to.put(member, to.path(member).asText("") + piece);
        }
    }

    /** As the app keeps it for its next request. */
    static ObjectNode asHistory(ObjectNode reply) {
        ObjectNode message = Json.object().put("role", "assistant");
        if (reply.hasNonNull("audio")) {
            message.putObject("audio").set("id", reply.path("audio").path("id"));
            return message;
        }
        for (String member : List.of("content", "refusal", "tool_calls")) {
            if (reply.hasNonNull(member)) {
                message.set(member, reply.path(member));
            }
        }
        return message;
    }
}
