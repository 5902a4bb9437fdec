package io.histctl.record;

import io.histctl.model.Role;
import io.histctl.store.StoredConversation;
import io.histctl.store.Turns;
import io.histctl.store.Turns.StoredReply;
import io.histctl.wire.chat.ChatMessage;
import io.histctl.wire.chat.ChatReply;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Finds the stored turn of a reply: by its audio id, else by its key together with its time, its text and what it
 * answers, since some servers give every reply the same id.
 */
final class ReplyIdentity {
    private final Turns turns;
    private final StoredConversation conversation;
    private final CapturedExchange exchange;

    ReplyIdentity(Turns turns, StoredConversation conversation, CapturedExchange exchange) {
        this.turns = turns;
        this.conversation = conversation;
        this.exchange = exchange;
    }

    Optional<StoredReply> find(ChatReply reply) {
        ChatMessage message = reply.message();
        byte[] idHash = message == null ? null : message.idHash();
        if (idHash != null) {
            Optional<StoredReply> found = preferred(turns.repliesWithAudio(conversation, idHash));
            if (found.isPresent()) {
                return found;
            }
        }
        byte[] key = exchange.replyKey();
        if (key == null) {
            return Optional.empty();
        }
        return preferred(turns.replies(conversation, key).stream()
                .filter(stored -> isSame(stored, reply, message))
                .toList());
    }

    /** Whether a reply was forgotten, together with what it answers. */
    boolean isForgotten(ChatReply reply) {
        ChatMessage message = reply.message();
        byte[] key = exchange.replyKey();
        if (message == null
                || key == null
                || conversation.extent().forgottenThrough() == 0
                || !turns.isForgotten(conversation, key, message.key())) {
            return false;
        }
        OptionalLong question = question();
        return question.isEmpty() || turns.forgottenKeys(conversation).containsKey(question.getAsLong());
    }

    /** A turn of the current history rather than one that was replaced; the newest of several. */
    private static Optional<StoredReply> preferred(List<StoredReply> found) {
        StoredReply best = null;
        for (StoredReply reply : found) {
            best = best == null || !reply.replaced() || best.replaced() ? reply : best;
        }
        return Optional.ofNullable(best);
    }

    private boolean isSame(StoredReply stored, ChatReply reply, @Nullable ChatMessage message) {
        if (exchange.continues() && stored.incomplete()) {
            return true;
        }
        if (message != null && stored.idHash() != null && message.idHash() != null) {
            return Arrays.equals(stored.idHash(), message.idHash());
        }
        if (stored.created() != null
                && reply.created() != null
                && stored.created() != reply.created().toEpochMilli()) {
            return false;
        }
        boolean partial = stored.incomplete() || reply.incomplete();
        return (message == null || partial || stored.matchKey() == message.key()) && answersTheSame(stored);
    }

    private boolean answersTheSame(StoredReply stored) {
        OptionalLong question = question();
        OptionalLong answered = turns.questionKeyBefore(conversation, stored.position());
        return question.isEmpty()
                || answered.isEmpty()
                || question.getAsLong() == answered.getAsLong()
                || !isNew(
                        exchange.request() == null
                                ? List.of()
                                : exchange.request().messages());
    }

    private boolean isNew(List<ChatMessage> messages) {
        return !RequestDiff.of(messages, exchange.situation(true), conversation, turns)
                .body()
                .isEmpty();
    }

    /** Whether the request's last message is the newest that is stored. */
    boolean asksTheNewest() {
        OptionalLong question = question();
        return question.isPresent()
                && question.equals(turns.questionKeyBefore(conversation, conversation.lastPosition() + 1));
    }

    /** The key of the request's last message that is not a reply. */
    private OptionalLong question() {
        List<ChatMessage> messages =
                exchange.request() == null ? List.of() : exchange.request().messages();
        for (int i = messages.size() - 1; i >= 0; i--) {
            if (messages.get(i).message().role() != Role.ASSISTANT) {
                return OptionalLong.of(messages.get(i).key());
            }
        }
        return OptionalLong.empty();
    }
}
