package io.histctl.record.imports;

import java.util.List;

/**
 * What an import did. Lines are those of JSON Lines; in another format they are its items, such as conversations.
 *
 * @param exchanges the number of exchanges that were recorded, including duplicates
 * @param turns the number of turns that were stored
 * @param duplicates the number of exchanges that were stored already
 * @param problems lines that were not recorded, at most the first 1,000
 * @param omittedProblems the number of problems beyond these
 * @param notes what was assumed or ignored, at most 100
 */
public record ImportReport(
        long exchanges, long turns, long duplicates, List<Problem> problems, long omittedProblems, List<Note> notes) {
    public ImportReport {
        problems = List.copyOf(problems);
        notes = List.copyOf(notes);
    }

    /**
     * A line that was not recorded.
     *
     * @param line its number, from 1
     * @param reason one sentence, without anything that was said
     */
    public record Problem(long line, String reason) {}

    /**
     * Something that was assumed or ignored in lines that were recorded.
     *
     * @param line the number of the first of these lines, from 1
     * @param lines the number of these lines
     * @param text one sentence, without anything that was said
     */
    public record Note(long line, long lines, String text) {}
}
