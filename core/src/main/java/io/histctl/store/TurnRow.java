package io.histctl.store;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What every stored turn has.
 *
 * @param saidAt epoch milliseconds
 * @param message JSON with ids and sound cut out
 * @param derived what code derives from the message
 * @param instructionsVersion of leading instructions: the version they belong to
 */
@API(status = API.Status.INTERNAL)
public record TurnRow(
        long position,
        String role,
        long saidAt,
        byte[] message,
        Derived derived,
        @Nullable Long instructionsVersion,
        State state) {

    TurnRow with(Derived anew) {
        return new TurnRow(position, role, saidAt, message, anew, instructionsVersion, state);
    }

    TurnRow with(byte[] other) {
        return new TurnRow(position, role, saidAt, other, derived, instructionsVersion, state);
    }

    TurnRow with(State other) {
        return new TurnRow(position, role, saidAt, message, derived, instructionsVersion, other);
    }

    /**
     * The columns of a turn that may change.
     *
     * @param replaced an edited request replaced it
     * @param incomplete its stream broke off
     * @param voiceLost audio was requested and the reply is text
     */
    public record State(boolean replaced, boolean incomplete, boolean voiceLost) {}
}
