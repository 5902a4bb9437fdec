package io.histctl.record.imports;

import java.util.List;

/**
 * What an import did.
 *
 * @param exchanges how many lines were recorded, those known already among them
 * @param turns how many turns were stored
 * @param known how many exchanges were stored already
 * @param problems lines that were not recorded, a thousand at most
 * @param untold how many more there are
 */
public record ImportReport(long exchanges, long turns, long known, List<Problem> problems, long untold) {
    public ImportReport {
        problems = List.copyOf(problems);
    }

    /**
     * A line that was not recorded.
     *
     * @param line counted from 1
     * @param reason in a sentence, without what was said
     */
    public record Problem(long line, String reason) {}
}
