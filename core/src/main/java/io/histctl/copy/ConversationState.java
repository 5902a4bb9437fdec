package io.histctl.copy;

import io.histctl.model.ConversationMetadata;
import io.histctl.store.ForgottenKey;
import io.histctl.store.Reading;
import io.histctl.store.StoredConversation;
import io.histctl.store.StoredSummary;
import io.histctl.store.Summaries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** A conversation at one moment, with a mark for each turn instead of its content. */
record ConversationState(
        StoredConversation conversation,
        List<TurnMark> turns,
        List<StoredSummary> summaries,
        List<ForgottenKey> forgotten,
        ConversationMetadata metadata) {

    /** Reads a conversation and checks every turn of it against its content hash. */
    static Optional<ConversationState> of(Reading reading, String name) {
        return reading.conversations().find(name).map(conversation -> {
            List<TurnMark> turns = new ArrayList<>();
            reading.turns().all(conversation, turn -> turns.add(TurnMark.of(turn)));
            List<StoredSummary> summaries = reading.summaries().all(conversation).stream()
                    .filter(Summaries.Checked::intact)
                    .map(Summaries.Checked::summary)
                    .toList();
            return new ConversationState(
                    conversation,
                    turns,
                    summaries,
                    reading.turns().forgotten(conversation),
                    reading.conversations().metadata(conversation));
        });
    }

    /** Whether both have the same content. */
    boolean isEqualTo(ConversationState other) {
        return Arrays.equals(conversation.contentHash(), other.conversation.contentHash())
                && conversation.lastAt() == other.conversation.lastAt()
                && turns.size() == other.turns.size()
                && beginsWith(other)
                && metadata.equals(other.metadata)
                && keys(forgotten).equals(keys(other.forgotten))
                && hashes(summaries).equals(hashes(other.summaries));
    }

    /** Whether a copy that contains these turns can be continued. */
    boolean beginsWith(ConversationState copy) {
        if (copy.turns.size() > turns.size()) {
            return false;
        }
        for (int i = 0; i < copy.turns.size(); i++) {
            if (!turns.get(i).isEqualTo(copy.turns.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Whether another state can be an earlier one of this conversation: it has no turn that this one never had. */
    boolean continues(ConversationState earlier) {
        Iterator<TurnMark> known = turns.iterator();
        TurnMark at = null;
        for (TurnMark turn : earlier.turns) {
            while (known.hasNext() && (at == null || at.position() < turn.position())) {
                at = known.next();
            }
            boolean same = at != null && at.position() == turn.position() && at.isSameTurn(turn);
            if (!same && turn.position() > conversation.extent().forgottenThrough()) {
                return false;
            }
        }
        return true;
    }

    private static List<String> keys(List<ForgottenKey> forgotten) {
        return forgotten.stream()
                .map(key -> key.matchKey() + " " + Arrays.toString(key.replyKey()))
                .sorted()
                .toList();
    }

    private static List<String> hashes(List<StoredSummary> summaries) {
        return summaries.stream()
                .map(summary -> Arrays.toString(summary.hash().tagged()))
                .toList();
    }
}
