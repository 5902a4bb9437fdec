package io.histctl.record.imports;

import java.util.List;

/**
 * What an import did.
 *
 * @param exchanges the number of lines that were recorded, including duplicates
 * @param turns the number of turns that were stored
 * @param duplicates the number of exchanges that were stored already
 * @param problems lines that were not recorded, at most the first 1,000
 * @param omittedProblems the number of problems beyond these
 */
public record ImportReport(long exchanges, long turns, long duplicates, List<Problem> problems, long omittedProblems) {
    public ImportReport {
        problems = List.copyOf(problems);
    }

    /**
     * A line that was not recorded.
     *
     * @param line its number, from 1
     * @param reason one sentence, without anything that was said
     */
    public record Problem(long line, String reason) {}
}
