package io.histctl.store;

import io.histctl.wire.chat.ChatMessage;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A turn that is to be written.
 *
 * @param saidAt epoch milliseconds
 * @param instructionsVersion of leading instructions: the version they belong to
 * @param reply null for a message that came with a request
 */
@API(status = API.Status.INTERNAL)
public record NewTurn(
        long position,
        long saidAt,
        ChatMessage message,
        @Nullable Long instructionsVersion,
        @Nullable NewReply reply,
        @Nullable AudioRow audio) {

    /** What only a reply has. */
    public record NewReply(ReplyRow row, boolean incomplete, boolean voiceLost) {}

    /** Whether its stream broke off. */
    public boolean incomplete() {
        return reply != null && reply.incomplete();
    }

    /** Whether audio was requested and the reply is text. */
    public boolean voiceLost() {
        return reply != null && reply.voiceLost();
    }
}
