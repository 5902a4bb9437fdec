package io.histctl.resume;

import io.histctl.model.Role;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of one turn, and why.
 *
 * @param position of the turn in its conversation
 * @param leading whether it belongs to the leading instructions that are sent
 * @param calls how much of a turn with tool calls is sent
 * @param speech the audio of a spoken reply; null for other turns
 * @param parts parts that are not sent as they were recorded
 */
public record PlannedTurn(
        long position,
        Role role,
        boolean leading,
        Decision decision,
        Calls calls,
        Reason reason,
        @Nullable Speech speech,
        List<PlannedPart> parts) {
    public PlannedTurn {
        parts = List.copyOf(parts);
    }

    /** How much of a turn with tool calls is sent. */
    public enum Calls {
        /** All of it. */
        KEPT,
        /** All but its calls, which have no results. */
        LEFT_OUT,
        /** Only its calls, without its words. */
        ALONE
    }

    /** Whether the turn appears in the payload. */
    public boolean isSent() {
        return decision != Decision.SUMMARIZED && decision != Decision.OMITTED;
    }
}
