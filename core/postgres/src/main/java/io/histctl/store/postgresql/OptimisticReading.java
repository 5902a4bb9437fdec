package io.histctl.store.postgresql;

import io.histctl.store.QuotableTurn;
import io.histctl.store.StoredConversation;
import io.histctl.store.StoredTurn;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads from remembered states, and assumes that a new reply is not stored yet. The result is valid only if the statement
 * that writes the change confirms the revision and the assumptions.
 */
final class OptimisticReading {
    private OptimisticReading() {}

    static PostgresReading of(Sql sql, StateReader states, Assumptions assumptions) {
        return new PostgresReading(
                sql, new RememberedConversations(sql, states), new RememberedTurns(sql, states, assumptions));
    }

    private static final class RememberedConversations extends PostgresConversations {
        private final StateReader states;

        RememberedConversations(Sql sql, StateReader states) {
            super(sql, FIND);
            this.states = states;
        }

        @Override
        public Optional<StoredConversation> find(String name) {
            return states.of(name).row();
        }
    }

    private static final class RememberedTurns extends PostgresTurns {
        private final StateReader states;
        private final Assumptions assumptions;

        RememberedTurns(Sql sql, StateReader states, Assumptions assumptions) {
            super(sql);
            this.states = states;
            this.assumptions = assumptions;
        }

        @Override
        public List<QuotableTurn> last(StoredConversation conversation, int limit) {
            return !conversation.isStored()
                    ? List.of()
                    : states.of(conversation)
                            .filter(state -> state.hasLast(limit))
                            .map(state -> state.last(limit))
                            .orElseGet(() -> super.last(conversation, limit));
        }

        @Override
        public List<QuotableTurn> first(StoredConversation conversation, int limit) {
            return states.of(conversation)
                    .filter(ConversationState::all)
                    .map(state ->
                            state.last().subList(0, Math.min(limit, state.last().size())))
                    .orElseGet(() -> super.first(conversation, limit));
        }

        @Override
        public List<Long> leadingKeys(StoredConversation conversation) {
            return states.of(conversation)
                    .map(ConversationState::leadingKeys)
                    .orElseGet(() -> super.leadingKeys(conversation));
        }

        @Override
        public List<StoredReply> replies(StoredConversation conversation, byte[] replyKey) {
            assumptions.noReply(replyKey);
            return List.of();
        }

        @Override
        public List<StoredReply> repliesWithAudio(StoredConversation conversation, byte[] idHash) {
            boolean known = states.of(conversation)
                    .filter(state -> state.last().stream().anyMatch(turn -> Arrays.equals(turn.idHash(), idHash)))
                    .isPresent();
            if (known) {
                return super.repliesWithAudio(conversation, idHash);
            }
            assumptions.noAudioId(idHash);
            return List.of();
        }

        @Override
        public boolean isQuotedOnly(StoredConversation conversation, long matchKey) {
            assumptions.noQuote(matchKey);
            return false;
        }

        @Override
        public Optional<StoredTurn> withAudio(byte[] idHash) {
            assumptions.noAudioId(idHash);
            return Optional.empty();
        }
    }
}
