package io.histctl.record.imports;

import io.histctl.error.HistoryException;
import io.histctl.record.Recorded;
import io.histctl.record.RecordedReply;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Counts what an import does. */
final class ImportTally {
    private static final int MAX_PROBLEMS = 1_000;

    private final List<ImportReport.Problem> problems = new ArrayList<>();
    private final ImportNotes notes = new ImportNotes();
    private long omitted;
    private long exchanges;
    private long turns;
    private long duplicates;

    /** Notes what was assumed or ignored in a line. */
    ImportNotes notes() {
        return notes;
    }

    void count(long line, Recorded recorded) {
        if (recorded instanceof Recorded.ApiError error) {
            problem(
                    line,
                    "the response is an error body" + (error.code() == null ? "" : " (" + error.code() + ")")
                            + ", which stores nothing; leave the line out");
            return;
        }
        notes.add(line, recorded.notes());
        recorded.reply()
                .map(RecordedReply::error)
                .ifPresent(error -> notes.add(
                        line,
                        List.of("its stream ends with an error"
                                + (error.code() == null ? "" : " (" + error.code() + ")")
                                + "; what came before it is stored")));
        exchanges++;
        turns += recorded instanceof Recorded.Stored stored ? stored.turns().count() : 0;
        duplicates += recorded instanceof Recorded.Duplicate || recorded instanceof Recorded.StillIncomplete ? 1 : 0;
    }

    void problem(long line, HistoryException e) {
        problem(line, e.getMessage() == null ? "the exchange can't be recorded" : e.getMessage());
    }

    ImportReport report() {
        problems.sort(Comparator.comparingLong(ImportReport.Problem::line));
        return new ImportReport(exchanges, turns, duplicates, problems, omitted, notes.list());
    }

    private void problem(long line, String reason) {
        if (problems.size() < MAX_PROBLEMS) {
            problems.add(new ImportReport.Problem(line, reason));
        } else {
            omitted++;
        }
    }
}
