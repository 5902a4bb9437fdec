package io.histctl.copy;

import io.histctl.model.Hash;
import io.histctl.store.ContentHash;
import io.histctl.store.StoredTurn;
import java.util.Arrays;

/**
 * Identifies the content of a turn.
 *
 * @param said hash of role and message, which only a reply that was stored incomplete can change
 * @param state hash of everything, including what pruning clears
 */
record TurnMark(long position, boolean incomplete, byte[] said, byte[] state) {
    static TurnMark of(StoredTurn turn) {
        ContentHash state = new ContentHash()
                .add(turn.hash().tagged())
                .add(turn.row().state().replaced())
                .add(turn.audio() == null || turn.audio().audioId() == null);
        turn.sounds().forEach(sound -> state.add(sound.soundId() == null));
        turn.references().forEach(reference -> state.add(reference.value() == null));
        byte[] message = turn.row().message();
        return new TurnMark(
                turn.position(),
                turn.row().state().incomplete(),
                new ContentHash().add(turn.row().role()).add(Hash.of(message)).tagged(),
                state.tagged());
    }

    /** Whether both are the same turn, perhaps in another state. */
    boolean isSameTurn(TurnMark other) {
        return incomplete || other.incomplete || Arrays.equals(said, other.said);
    }

    boolean isEqualTo(TurnMark other) {
        return position == other.position && Arrays.equals(state, other.state);
    }
}
