package io.histctl.wire.chat;

import io.histctl.model.Usage;
import java.time.Instant;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A reply off the wire.
 *
 * @param message null where a stream broke off before it said anything
 * @param created the server's clock
 * @param usageJson as received
 * @param incomplete whether its stream broke off
 */
@API(status = API.Status.INTERNAL)
public record ChatReply(
        @Nullable ChatMessage message,
        @Nullable String responseId,
        @Nullable String model,
        @Nullable Instant created,
        @Nullable String finishReason,
        byte @Nullable [] usageJson,
        @Nullable Usage usage,
        boolean incomplete)
        implements ChatResponse {

    /** By what a repeat is known: the response's id, else the audio's, else when it was made and what it says. */
    public @Nullable String identity() {
        if (responseId != null && !responseId.isEmpty()) {
            return "response " + responseId;
        }
        if (message == null) {
            return null;
        }
        String audio = message.audioId();
        if (audio != null) {
            return "audio " + audio;
        }
        return created == null ? null : "created " + created.getEpochSecond() + " " + message.key();
    }

    /** How much of it came, in bytes of message, sound and usage; the more of a stream, the larger. */
    public long size() {
        if (message == null) {
            return 0;
        }
        long sound = message.sound() == null ? 0 : message.sound().bytes().length;
        return message.rest().length + sound + (usageJson == null ? 0 : usageJson.length);
    }
}
