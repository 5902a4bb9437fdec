package io.histctl.record;

import io.histctl.model.Role;
import io.histctl.store.StoredConversation;
import io.histctl.store.StoredTurn;
import io.histctl.store.Turns;
import io.histctl.store.Turns.StoredReply;
import io.histctl.wire.chat.ChatMessage;
import java.util.List;
import java.util.Optional;

/** A stored reply that is recorded again with a corrected form of the message that it answered, which broke a rule. */
final class Correction {
    private final Turns turns;
    private final StoredConversation conversation;
    private final CapturedExchange exchange;

    Correction(Turns turns, StoredConversation conversation, CapturedExchange exchange) {
        this.turns = turns;
        this.conversation = conversation;
        this.exchange = exchange;
    }

    /** The exchange that takes the place of the stored one; empty if it corrects nothing. */
    Optional<CapturedExchange> of(StoredReply known) {
        if (exchange.request() == null || exchange.continues() || known.replaced()) {
            return Optional.empty();
        }
        List<ChatMessage> all = exchange.request().messages();
        List<ChatMessage> messages = all.subList(LeadingInstructions.count(all), all.size());
        if (messages.isEmpty() || !isCorrected(known.position() - 1, messages.get(messages.size() - 1))) {
            return Optional.empty();
        }
        boolean history =
                messages.stream().anyMatch(message -> message.message().role() == Role.ASSISTANT);
        long before = Math.max(0, known.position() - 1 - messages.size());
        return Optional.of(history ? exchange : exchange.following(before));
    }

    private boolean isCorrected(long position, ChatMessage message) {
        Optional<StoredTurn> question = turns.at(conversation, position);
        return message.problem() == null
                && message.message().role() != Role.ASSISTANT
                && question.filter(turn -> !turn.row().state().replaced()
                                && !turn.row().derived().sendable()
                                && turn.references().isEmpty()
                                && turn.row()
                                        .role()
                                        .equals(message.message().role().toString()))
                        .isPresent();
    }
}
