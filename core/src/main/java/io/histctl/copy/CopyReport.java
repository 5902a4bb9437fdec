package io.histctl.copy;

import java.util.List;

/**
 * The result of copying a store.
 *
 * @param copied the number of conversations that were written, whole or in part
 * @param unchanged the number of conversations that the target had already
 * @param refused ids of the conversations that have other turns in the target; they were not changed there
 * @param changing ids of the conversations that others wrote to without pause; copy again
 */
public record CopyReport(long copied, long unchanged, List<String> refused, List<String> changing) {
    public CopyReport {
        refused = List.copyOf(refused);
        changing = List.copyOf(changing);
    }

    /** Whether the target has every conversation as the source had it. */
    public boolean complete() {
        return refused.isEmpty() && changing.isEmpty();
    }
}
