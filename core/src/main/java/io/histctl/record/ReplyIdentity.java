package io.histctl.record;

import io.histctl.model.Role;
import io.histctl.store.QuotableTurn;
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
        if (key == null || (reply.isNameless() && isAwaited())) {
            return Optional.empty();
        }
        Optional<StoredReply> found = preferred(turns.replies(conversation, key).stream()
                .filter(stored -> isSame(stored, reply, message))
                .toList());
        return found.isPresent() || !(reply.isNameless() && reply.incomplete()) ? found : whole(reply);
    }

    private Optional<StoredReply> whole(ChatReply part) {
        OptionalLong question = question();
        if (question.isEmpty() || (quotesReply() && isNew())) {
            return Optional.empty();
        }
        WholeReplies replies = new WholeReplies(turns, conversation);
        Optional<StoredReply> found = preferred(replies.of(part, question.getAsLong()));
        // the question may have been sent in another form before
        return found.isPresent() || isNew() ? found : replies.newest(part);
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
        boolean timed = stored.created() != null && reply.created() != null;
        return (message == null || partial || stored.matchKey() == message.key()) && answersTheSame(stored, timed);
    }

    /** @param timed whether both replies have the same time; without one, the same words may be said again */
    private boolean answersTheSame(StoredReply stored, boolean timed) {
        OptionalLong question = question();
        OptionalLong answered = turns.questionKeyBefore(conversation, stored.position());
        if (question.isEmpty() || answered.isEmpty()) {
            return true;
        }
        boolean same = question.getAsLong() == answered.getAsLong();
        return (same && (timed || !quotesReply())) || !isNew();
    }

    /** Whether the conversation ends with the question that the request asks, or with any if there is no request. */
    private boolean isAwaited() {
        List<QuotableTurn> last = turns.last(conversation, 1);
        if (last.isEmpty() || Role.of(last.get(0).role()) == Role.ASSISTANT) {
            return false;
        }
        boolean asked = question().equals(OptionalLong.of(last.get(0).matchKey()));
        return exchange.request() == null || (asked && diff().atEnd());
    }

    private boolean quotesReply() {
        return messages().stream().anyMatch(message -> message.message().role() == Role.ASSISTANT);
    }

    private boolean isNew() {
        return !diff().body().isEmpty();
    }

    private RequestDiff diff() {
        return RequestDiff.of(messages(), exchange.situation(true), conversation, turns);
    }

    /** Whether the request's last message is the newest that is stored. */
    boolean asksTheNewest() {
        OptionalLong question = question();
        return question.isPresent()
                && question.equals(turns.questionKeyBefore(conversation, conversation.lastPosition() + 1));
    }

    /** The key of the request's last message that is not a reply. */
    private OptionalLong question() {
        List<ChatMessage> messages = messages();
        for (int i = messages.size() - 1; i >= 0; i--) {
            if (messages.get(i).message().role() != Role.ASSISTANT) {
                return OptionalLong.of(messages.get(i).key());
            }
        }
        return OptionalLong.empty();
    }

    private List<ChatMessage> messages() {
        return exchange.request() == null ? List.of() : exchange.request().messages();
    }
}
