package io.histctl.wire.chat;

import io.histctl.model.Turn;
import java.util.List;
import java.util.function.Supplier;
import org.apiguardian.api.API;

/**
 * A stored turn as rendering needs it.
 *
 * @param turn the whole of it, which few turns need
 * @param spoken whether it has an audio id, or had one
 * @param tools whether it makes or answers tool calls
 * @param ready whether its message may be sent as it is
 * @param json its message without ids and sound
 * @param inserts those that are still there
 * @param deletedSounds offsets of the sounds that are not
 */
@API(status = API.Status.INTERNAL)
public record SourceTurn(
        Supplier<Turn> turn,
        boolean spoken,
        boolean tools,
        boolean ready,
        byte[] json,
        List<Insert> inserts,
        List<Integer> deletedSounds) {
    public SourceTurn {
        inserts = List.copyOf(inserts);
        deletedSounds = List.copyOf(deletedSounds);
    }
}
