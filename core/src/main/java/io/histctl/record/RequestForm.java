package io.histctl.record;

import io.histctl.model.Message;
import io.histctl.model.Part;
import io.histctl.model.Role;
import io.histctl.model.Words;
import io.histctl.wire.chat.CallSignature;
import io.histctl.wire.chat.ChatMessage;
import org.jspecify.annotations.Nullable;

/**
 * How a message stands in a request.
 *
 * @param calls of its tool calls; null if it makes none
 * @param inWords whether it may be the words of a turn that was sent otherwise: by id, or as sound
 * @param placeholders whether it has a placeholder for an image or file that had expired
 */
public record RequestForm(
        long key, Role role, boolean inWords, @Nullable CallSignature calls, boolean placeholders) {
    /** The form of a message without tool calls. */
    public RequestForm(long key, Role role, boolean inWords) {
        this(key, role, inWords, null, false);
    }

    /** The form of a message off the wire. */
    public static RequestForm of(ChatMessage captured) {
        Message message = captured.message();
        return new RequestForm(
                captured.key(),
                message.role(),
                message.role() == Role.ASSISTANT || hasText(message),
                message.toolCalls().isEmpty() ? null : CallSignature.of(message),
                Words.hasUnavailable(message));
    }

    private static boolean hasText(Message message) {
        for (Part part : message.parts()) {
            if (part instanceof Part.Text) {
                return true;
            }
        }
        return false;
    }
}
