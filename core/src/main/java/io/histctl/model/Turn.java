package io.histctl.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One stored turn of a conversation.
 *
 * @param position 1, 2, 3 … without holes; the order of the conversation
 * @param saidAt when its exchange took place; data, never an order
 * @param transcript what a user said, attached later
 * @param reply null for a turn that came with a request
 */
public record Turn(
        long position,
        Instant saidAt,
        Standing standing,
        boolean incomplete,
        Message message,
        @Nullable String transcript,
        @Nullable AudioRef audio,
        @Nullable Reply reply) {

    /** What a turn is to the conversation as it stands now. */
    public enum Standing {
        /** Part of it. */
        CURRENT,
        /** Belongs to the newest leading instructions. */
        LEADING,
        /** Leading instructions that newer ones took the place of. */
        SUPERSEDED,
        /** An edited or regenerated request took its place. */
        REPLACED
    }

    /** The role of the message. */
    public Role role() {
        return message.role();
    }
}
