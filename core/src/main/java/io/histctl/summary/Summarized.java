package io.histctl.summary;

import java.util.List;

/**
 * A summary that was made.
 *
 * @param message as an export would send it
 * @param by {@code digest}, or the model's name
 * @param through position of the last turn that it covers
 * @param turns how many it covers
 * @param tokens what the message costs
 * @param kept whether it is stored; a turn that it covers may have changed while it was written
 * @param notes deviations from what was asked for
 */
public record Summarized(
        String conversation,
        String message,
        String by,
        long through,
        int turns,
        long tokens,
        boolean kept,
        List<String> notes) {
    public Summarized {
        notes = List.copyOf(notes);
    }
}
