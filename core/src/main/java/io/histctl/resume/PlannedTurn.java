package io.histctl.resume;

import io.histctl.model.Role;

/**
 * What becomes of one turn, and why.
 *
 * @param leading whether it belongs to the leading instructions that are sent
 * @param calls what becomes of its tool calls
 */
public record PlannedTurn(long position, Role role, boolean leading, Decision decision, Calls calls, String reason) {

    /** What is sent of a turn with tool calls. */
    public enum Calls {
        /** The turn whole. */
        KEPT,
        /** The turn without its calls, which nobody answered. */
        LEFT_OUT,
        /** Its calls alone, for their results follow and its words would endanger the voice. */
        ALONE
    }

    /** Whether it stands in the payload. */
    public boolean isSent() {
        return decision != Decision.SUMMARIZED && decision != Decision.OMITTED;
    }
}
