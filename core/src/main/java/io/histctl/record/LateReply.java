package io.histctl.record;

import io.histctl.model.Role;
import io.histctl.store.Change;
import io.histctl.store.Changes;
import io.histctl.store.NewTurn;
import io.histctl.store.QuotableTurn;
import io.histctl.store.StoredConversation;
import io.histctl.store.Turns;
import io.histctl.wire.chat.ChatMessage;
import io.histctl.wire.chat.ChatReply;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An exchange that is recorded after later ones. If a stored request quotes its
 * reply, the quoting turn is completed; if the conversation continued without its reply, that is stored as replaced.
 */
final class LateReply {
    private final Turns turns;
    private final StoredConversation conversation;
    private final CapturedExchange exchange;
    private final TurnBuilder builder;

    LateReply(Turns turns, StoredConversation conversation, CapturedExchange exchange, TurnBuilder builder) {
        this.turns = turns;
        this.conversation = conversation;
        this.exchange = exchange;
        this.builder = builder;
    }

    /** What recording it changes; empty if it is not late. */
    Optional<Change<Recorded>> plan(ChatReply reply, ChatMessage answer, RequestDiff diff) {
        boolean continues = diff.atEnd() && diff.dropped().isEmpty();
        if (exchange.request() == null || !(isOlder(reply) || (!continues && isQuotedOnly(answer)))) {
            return Optional.empty();
        }
        List<ChatMessage> messages = exchange.request().messages();
        Optional<RequestDiff> place = RequestDiff.byBeginning(messages, exchange.situation(true), conversation, turns);
        if (place.isEmpty()) {
            return isOlder(reply) && !continues && isDropped(reply, messages)
                    ? Optional.of(aside(
                            reply, answer, messages.subList(LeadingInstructions.count(messages), messages.size())))
                    : Optional.empty();
        }
        if (place.get().replacedFrom() == Long.MAX_VALUE) {
            return Optional.empty();
        }
        long next = place.get().replacedFrom();
        List<QuotableTurn> later = turns.after(conversation, next - 1);
        if (place.get().body().isEmpty() && isQuote(later.get(0), answer)) {
            return Optional.of(join(reply, answer, next));
        }
        return isOlder(reply) && later.stream().anyMatch(turn -> isNewer(turn, reply))
                ? Optional.of(aside(reply, answer, place.get().body()))
                : Optional.empty();
    }

    private boolean isQuotedOnly(ChatMessage answer) {
        Long words = answer.wordsKey();
        return turns.isQuotedOnly(conversation, answer.key())
                || (words != null && turns.isQuotedOnly(conversation, words));
    }

    private boolean isOlder(ChatReply reply) {
        Instant created = reply.created();
        Long newest = conversation.lastCreated();
        return created != null && newest != null && created.toEpochMilli() < newest;
    }

    private static boolean isNewer(QuotableTurn turn, ChatReply reply) {
        Long created = turn.origin().created();
        return created != null
                && reply.created() != null
                && created > reply.created().toEpochMilli();
    }

    private static boolean isQuote(QuotableTurn turn, ChatMessage answer) {
        boolean same =
                turn.matchKey() == answer.key() || Long.valueOf(turn.matchKey()).equals(answer.wordsKey());
        return turn.role().equals(Role.ASSISTANT.toString())
                && !turn.origin().reply()
                && answer.message().toolCalls().isEmpty()
                && same;
    }

    private Change<Recorded> join(ChatReply reply, ChatMessage answer, long position) {
        NewTurn whole = builder.reply(reply, exchange.replyKey(), answer, position);
        return new Change<>(
                new Recorded.Completed(exchange.context(), RecordedReply.of(whole, reply)),
                Changes.of(conversation, new Changes.DropSummariesFrom(position), new Changes.Complete(whole)));
    }

    /** Whether a newer request showed a history that this one is no part of, or this one would replace newer turns. */
    private boolean isDropped(ChatReply reply, List<ChatMessage> messages) {
        return RequestForm.asksAfterReply(messages)
                || turns.after(conversation, 0).stream()
                        .anyMatch(turn -> isNewer(turn, reply)
                                && Boolean.TRUE.equals(turn.origin().afterReply()));
    }

    private Change<Recorded> aside(ChatReply reply, ChatMessage answer, List<ChatMessage> body) {
        withoutStored(body).forEach(builder::message);
        NewTurn replied = builder.reply(reply, exchange.replyKey(), answer);
        Recorded.NewTurns turns = builder.added(List.of());
        return new Change<>(
                new Recorded.Stored(exchange.context(), turns, turns.count(), RecordedReply.of(replied, reply)),
                Changes.of(conversation, new Changes.AppendReplaced(builder.turns())));
    }

    /** The messages after the last spoken reply that is stored. */
    private List<ChatMessage> withoutStored(List<ChatMessage> body) {
        for (int i = body.size(); i > 0; i--) {
            byte[] id = body.get(i - 1).idHash();
            if (id != null && !turns.repliesWithAudio(conversation, id).isEmpty()) {
                return body.subList(i, body.size());
            }
        }
        return body;
    }
}
