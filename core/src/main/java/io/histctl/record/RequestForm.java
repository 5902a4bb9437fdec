package io.histctl.record;

import io.histctl.model.Message;
import io.histctl.model.Part;
import io.histctl.model.Role;
import io.histctl.wire.chat.ChatMessage;

/**
 * How a message stands in a request.
 *
 * @param inWords whether it may be the words of a turn that was sent otherwise: by id, or as sound
 */
public record RequestForm(long key, Role role, boolean inWords) {
    /** The form of a message off the wire. */
    public static RequestForm of(ChatMessage captured) {
        Message message = captured.message();
        return new RequestForm(captured.key(), message.role(), message.role() == Role.ASSISTANT || hasText(message));
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
