package io.histctl.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One stored turn of a conversation.
 *
 * @param position the number of the turn, from 1, which defines the order of the conversation
 * @param saidAt when its exchange took place; not necessarily in the order of positions
 * @param standing whether it is part of the current conversation
 * @param incomplete whether it is a reply whose stream broke off
 * @param message what it says
 * @param transcript the words of a user's speech; null if none were attached
 * @param audio the audio of a spoken reply; null for other turns
 * @param reply what the reply reported; null for a message of a request
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

    /** Whether a turn is part of the current conversation. */
    public enum Standing {
        /** It is. */
        CURRENT,
        /** It is, and belongs to the leading instructions in force. */
        LEADING,
        /** It belongs to leading instructions that newer ones replaced. */
        SUPERSEDED,
        /** The user edited or regenerated a message before it, or the turn itself. */
        REPLACED
    }

    /** The role of the message. */
    public Role role() {
        return message.role();
    }
}
