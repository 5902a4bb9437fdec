package io.histctl.record;

import io.histctl.wire.chat.ChatMessage;
import java.util.List;

/**
 * The leading instructions of a conversation that are in force.
 *
 * @param keys of their turns, in order
 */
record LeadingInstructions(List<Long> keys) {
    /** The number of instructions with which a request begins. */
    static int count(List<ChatMessage> messages) {
        int count = 0;
        while (count < messages.size() && messages.get(count).message().role().instructs()) {
            count++;
        }
        return count;
    }

    int size() {
        return keys.size();
    }

    /** Whether there are any, and the messages begin with them. */
    boolean begin(List<ChatMessage> messages) {
        if (keys.isEmpty() || messages.size() < keys.size()) {
            return false;
        }
        for (int i = 0; i < keys.size(); i++) {
            if (messages.get(i).key() != keys.get(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the messages are exactly these. */
    boolean are(List<ChatMessage> messages) {
        return messages.size() == keys.size() && begin(messages);
    }

    /**
     * Leaves out, at the end of the messages, instructions from the middle of the conversation: an export sends those that
     * it folds between the leading instructions and the summary.
     *
     * @param stored the keys of the folded instructions, in order; the messages may lack some
     */
    static List<ChatMessage> withoutFolded(List<ChatMessage> messages, List<Long> stored) {
        int count = 0;
        for (int i = stored.size() - 1; i >= 0 && count < messages.size(); i--) {
            count += messages.get(messages.size() - 1 - count).key() == stored.get(i) ? 1 : 0;
        }
        return messages.subList(0, messages.size() - count);
    }
}
