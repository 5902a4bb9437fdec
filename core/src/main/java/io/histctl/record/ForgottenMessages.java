package io.histctl.record;

import io.histctl.store.QuotableTurn;
import io.histctl.store.StoredConversation;
import io.histctl.store.Turns;
import io.histctl.wire.chat.ChatMessage;
import java.util.List;
import java.util.Map;

/** Messages of a request whose turns were deleted because of their age. They are not stored again. */
final class ForgottenMessages {
    private final RequestDiff.Situation situation;
    private final StoredConversation conversation;
    private final Turns turns;

    ForgottenMessages(RequestDiff.Situation situation, StoredConversation conversation, Turns turns) {
        this.situation = situation;
        this.conversation = conversation;
        this.turns = turns;
    }

    /** The messages without the forgotten ones at the beginning. */
    List<ChatMessage> leaveOut(List<ChatMessage> body) {
        boolean single = body.size() == 1 && !situation.wholeHistory();
        if (conversation.extent().forgottenThrough() == 0 || (single && !isOld())) {
            return body;
        }
        Map<Long, Integer> forgotten = turns.forgottenKeys(conversation);
        int count = 0;
        int limit = situation.answered() ? body.size() - 1 : body.size(); // a reply needs its question
        while (count < limit && isForgotten(body.get(count), forgotten)) {
            count++;
        }
        return body.subList(count, body.size());
    }

    private static boolean isForgotten(ChatMessage message, Map<Long, Integer> forgotten) {
        Integer left = forgotten.computeIfPresent(message.key(), (key, count) -> count - 1);
        return left != null && left >= 0;
    }

    /** Whether a request without a reply was sent before the turns that are kept. */
    private boolean isOld() {
        List<QuotableTurn> first = turns.first(conversation, 1);
        return !situation.answered()
                && !first.isEmpty()
                && situation.at().toEpochMilli()
                        < turns.get(conversation, first.get(0).position()).row().saidAt();
    }
}
