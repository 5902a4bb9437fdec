package io.histctl.store.postgresql;

import io.histctl.store.QuotableTurn;
import io.histctl.store.StoredConversation;
import io.histctl.store.StoredTurn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What recording an exchange needs of a conversation. It may be out of date: the statement that writes the exchange compares
 * the revision.
 *
 * @param row empty if the conversation is not stored
 * @param last its newest current turns in their order, without leading instructions
 * @param all whether these are all of them
 * @param leadingKeys match keys of the leading instructions in force
 */
record ConversationState(
        Optional<StoredConversation> row, List<QuotableTurn> last, boolean all, List<Long> leadingKeys) {
    /** How many turns are read at once, and remembered. */
    static final int LIMIT = 256;

    ConversationState {
        last = List.copyOf(last);
        leadingKeys = List.copyOf(leadingKeys);
    }

    /** Whether the last turns include the newest {@code limit}. */
    boolean hasLast(int limit) {
        return all || last.size() >= limit;
    }

    /** The newest turns, at most {@code limit}. */
    List<QuotableTurn> last(int limit) {
        return last.subList(Math.max(0, last.size() - limit), last.size());
    }

    boolean isOf(StoredConversation conversation) {
        return row.isPresent()
                && row.get().id() == conversation.id()
                && row.get().extent().revision() == conversation.extent().revision();
    }

    /** The state after a change. */
    ConversationState after(StoredConversation written, List<StoredTurn> added) {
        List<QuotableTurn> newLast = new ArrayList<>(last);
        List<Long> keys = new ArrayList<>();
        boolean newInstructions = written.instructionsVersion()
                != row.map(StoredConversation::instructionsVersion).orElse(0L);
        if (!newInstructions) {
            keys.addAll(leadingKeys);
        }
        for (StoredTurn turn : added) {
            if (turn.row().instructionsVersion() != null) {
                keys.add(turn.row().derived().matchKey());
            } else if (!turn.row().state().replaced()) {
                newLast.add(QuotableRows.of(turn));
            }
        }
        int dropped = Math.max(0, newLast.size() - LIMIT);
        return new ConversationState(
                Optional.of(written), newLast.subList(dropped, newLast.size()), all && dropped == 0, keys);
    }
}
