package io.histctl.record;

import io.histctl.model.Message;
import io.histctl.model.Part;
import io.histctl.model.Role;
import io.histctl.model.Words;
import io.histctl.wire.chat.CallSignature;
import io.histctl.wire.chat.ChatMessage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What identifies a message of a request.
 *
 * @param key of the message as it was sent
 * @param inWords whether it may be the words of a turn that was sent otherwise: by id, or as sound
 * @param calls the signature of its tool calls; null if it makes none
 * @param answers the id of the tool call that it answers; null if it answers none
 * @param placeholders whether it has a placeholder for an image or file that had expired
 * @param valid whether it breaks no rule of the API
 */
record RequestForm(
        long key,
        Role role,
        boolean inWords,
        @Nullable CallSignature calls,
        @Nullable String answers,
        boolean placeholders,
        boolean valid) {
    /** The form of a message without tool calls. */
    RequestForm(long key, Role role, boolean inWords) {
        this(key, role, inWords, null, null, false, true);
    }

    static List<RequestForm> all(List<ChatMessage> messages) {
        List<RequestForm> forms = new ArrayList<>(messages.size());
        for (ChatMessage message : messages) {
            forms.add(of(message));
        }
        return forms;
    }

    static RequestForm of(ChatMessage captured) {
        Message message = captured.message();
        return new RequestForm(
                captured.key(),
                message.role(),
                message.role() == Role.ASSISTANT || hasText(message),
                message.toolCalls().isEmpty() ? null : CallSignature.of(message),
                message.toolCallId(),
                Words.hasUnavailable(message),
                captured.problem() == null);
    }

    /** Whether a user asks something after a reply. */
    static boolean asksAfterReply(List<ChatMessage> messages) {
        boolean replied = false;
        for (ChatMessage message : messages) {
            Role role = message.message().role();
            if (replied && role == Role.USER) {
                return true;
            }
            replied |= role == Role.ASSISTANT;
        }
        return false;
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
