package io.histctl.wire.chat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.histctl.wire.Json;
import io.histctl.wire.JsonSlice;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** An interrupted reply as the first event of a stream, to be continued by a {@link ChatStream}. */
@API(status = API.Status.INTERNAL)
public final class StreamPiece {
    private StreamPiece() {}

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
