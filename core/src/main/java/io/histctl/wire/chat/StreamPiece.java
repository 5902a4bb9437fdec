package io.histctl.wire.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.histctl.wire.Json;
import io.histctl.wire.JsonSlice;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Pieces of a streamed reply as events of their own, to be taken by a {@link ChatStream} again. */
@API(status = API.Status.INTERNAL)
public final class StreamPiece {
    private StreamPiece() {}

    /** What a chunk added: of the choice that is taken, and without sound that is not kept. */
    static byte[] of(JsonNode chunk, @Nullable Integer choice, boolean keepSound) {
        ObjectNode piece = Json.mapper().createObjectNode();
        ArrayNode choices = piece.putArray("choices");
        for (JsonNode given : chunk.path("choices")) {
            if (choice != null && given.path("index").asInt() == choice) {
                choices.add(taken(given, keepSound));
            }
        }
        if (chunk.hasNonNull("usage")) {
            piece.set("usage", chunk.get("usage"));
        }
        return event(Json.bytes(piece));
    }

    private static ObjectNode taken(JsonNode given, boolean keepSound) {
        ObjectNode taken = given.deepCopy();
        taken.remove("index");
        if (!keepSound && taken.path("delta").path("audio") instanceof ObjectNode audio) {
            audio.remove("data");
        }
        return taken;
    }

    /**
     * All that came of a reply before its pieces.
     *
     * @param message whole, with its id and the sound that is kept
     * @param usage JSON as received
     */
    public static byte[] begun(
            byte[] message,
            @Nullable String responseId,
            @Nullable String model,
            @Nullable Instant created,
            @Nullable String finishReason,
            byte @Nullable [] usage) {
        ObjectNode begun = Json.mapper().createObjectNode();
        begun.put("id", responseId);
        begun.put("model", model);
        begun.put("created", created == null ? null : (Long) created.getEpochSecond());
        ObjectNode choice = begun.putArray("choices").addObject();
        choice.set("delta", Json.tree(JsonSlice.of(message)));
        choice.put("finish_reason", finishReason);
        if (usage != null) {
            begun.set("usage", Json.tree(JsonSlice.of(usage)));
        }
        return event(Json.bytes(begun));
    }

    private static byte[] event(byte[] json) {
        ByteArrayOutputStream event = new ByteArrayOutputStream(json.length + 8);
        event.writeBytes("data: ".getBytes(StandardCharsets.US_ASCII));
        event.writeBytes(json);
        event.writeBytes("\n\n".getBytes(StandardCharsets.US_ASCII));
        return event.toByteArray();
    }
}
