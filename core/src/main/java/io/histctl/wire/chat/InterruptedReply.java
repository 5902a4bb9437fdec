package io.histctl.wire.chat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.histctl.wire.Json;
import io.histctl.wire.JsonSlice;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Writes a stored, interrupted reply as an event, so that a {@link ChatStream} can continue it. */
@API(status = API.Status.INTERNAL)
public final class InterruptedReply {
    private InterruptedReply() {}

    /**
     * The first event of a stream that continues the reply.
     *
     * @param message with its audio id and the sound that is kept
     * @param usage as received; null if there was none
     */
    public static byte[] event(
            byte[] message,
            @Nullable String responseId,
            @Nullable String model,
            @Nullable Instant created,
            @Nullable String finishReason,
            byte @Nullable [] usage) {
        ObjectNode event = Json.mapper().createObjectNode();
        event.put("id", responseId);
        event.put("model", model);
        event.put("created", created == null ? null : (Long) created.getEpochSecond());
        ObjectNode choice = event.putArray("choices").addObject();
        choice.set("delta", Json.tree(JsonSlice.of(message)));
        choice.put("finish_reason", finishReason);
        if (usage != null) {
            event.set("usage", Json.tree(JsonSlice.of(usage)));
        }
        return ("data: " + new String(Json.bytes(event), StandardCharsets.UTF_8) + "\n\n")
                .getBytes(StandardCharsets.UTF_8);
    }
}
