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

    /**
     * What may change of a turn.
     *
     * @param replaced an edited request took its place
     * @param incomplete its stream broke off
     * @param voiceLost sound was asked for and text came
     */
    public record State(boolean replaced, boolean incomplete, boolean voiceLost) {}
}
