package io.histctl.payload;

import io.histctl.model.Turn;
import java.util.List;

/**
 * A stored turn as rendering needs it.
 *
 * @param ready whether its message may be sent as it is
 * @param json its message without ids and sound
 * @param inserts those that are still there
 * @param deletedSounds offsets of the sounds that are not
 */
public record SourceTurn(Turn turn, boolean ready, byte[] json, List<Insert> inserts, List<Integer> deletedSounds) {
    public SourceTurn {
        inserts = List.copyOf(inserts);
        deletedSounds = List.copyOf(deletedSounds);
    }
}
