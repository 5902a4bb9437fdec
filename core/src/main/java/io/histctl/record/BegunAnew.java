package io.histctl.record;

import io.histctl.store.StoredConversation;
import io.histctl.store.Turns;
import io.histctl.store.Turns.StoredReply;
import io.histctl.wire.chat.ChatMessage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The turns that an app dropped when it began its history anew, with a first question that it edited or asked again. */
final class BegunAnew {
    private final Turns turns;
    private final StoredConversation conversation;

    BegunAnew(Turns turns, StoredConversation conversation) {
        this.turns = turns;
        this.conversation = conversation;
    }

    /**
     * The positions before the request of a reply whose exchange is recorded late. A later request must have gone on from
     * that reply, since an app that sends one message at a time begins each request anew.
     *
     * @param messages of the request
     * @param afterReply whether the request of the reply goes on after an earlier one; null if that is unknown
     */
    List<Long> dropped(StoredReply reply, List<ChatMessage> messages, @Nullable Boolean afterReply) {
        List<ChatMessage> body = messages.subList(LeadingInstructions.count(messages), messages.size());
        return !reply.replaced() && Boolean.FALSE.equals(afterReply) && (!reply.reply() || isContinued(reply))
                ? new StoredForms(conversation, turns).beforeRequestOf(reply.position(), RequestForm.all(body))
                : List.of();
    }

    private boolean isContinued(StoredReply reply) {
        return turns.after(conversation, reply.position()).stream()
                .anyMatch(turn -> Boolean.TRUE.equals(turn.origin().afterReply()));
    }
}
