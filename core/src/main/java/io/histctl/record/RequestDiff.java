package io.histctl.record;

import io.histctl.store.StoredConversation;
import io.histctl.store.Turns;
import io.histctl.wire.chat.ChatMessage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which messages of a request are not stored yet. The cost is usually linear in the request; the stored history is
 * scanned only if the request does not continue its end.
 *
 * @param instructions leading instructions that are not stored yet; they replace those in force
 * @param body the other messages that are not stored yet
 * @param replacedFrom position from which stored turns are replaced; {@link Long#MAX_VALUE} for none
 * @param dropped positions of stored replies that are no longer part of the conversation
 * @param atEnd whether the request continues the end of the stored turns
 * @param inside whether all messages match stored turns
 */
record RequestDiff(
        List<ChatMessage> instructions,
        List<ChatMessage> body,
        long replacedFrom,
        List<Long> dropped,
        boolean atEnd,
        boolean inside) {

    /** Compares the messages of a request with the stored turns. */
    static RequestDiff of(
            List<ChatMessage> messages, Situation situation, StoredConversation conversation, Turns turns) {
        return new RequestComparison(situation, conversation, turns).compare(messages);
    }

    /** Compares the messages with the first stored turns, from the very first on; empty if not even that one matches. */
    static Optional<RequestDiff> byBeginning(
            List<ChatMessage> messages, Situation situation, StoredConversation conversation, Turns turns) {
        return new RequestComparison(situation, conversation, turns).compareWithBeginning(messages);
    }

    /** Whether the messages go on after an earlier reply; null if that is unknown. */
    static @Nullable Boolean isAfterReply(
            List<ChatMessage> messages, Situation situation, StoredConversation conversation, Turns turns) {
        Long follows = situation.follows();
        return follows != null
                ? (Boolean) (follows > 0)
                : new RequestComparison(situation, conversation, turns).isAfterReply(messages);
    }

    static RequestDiff of(List<ChatMessage> instructions, List<ChatMessage> body, Alignment alignment) {
        return new RequestDiff(
                instructions,
                body.subList(alignment.firstNew(), body.size()),
                alignment.replacedFrom(),
                alignment.dropped(),
                alignment.reachesEnd(),
                alignment.inside());
    }

    /**
     * What is known of a request besides its messages.
     *
     * @param answered whether it has a reply, which is new even if all its messages match stored turns
     * @param wholeHistory whether the messages are all that the app knows of the conversation
     * @param follows position of the stored turn that the messages follow; null to determine it from their content
     * @param at when it was sent
     */
    record Situation(
            boolean answered,
            boolean wholeHistory,
            @Nullable Long follows,
            Instant at) {}
}
