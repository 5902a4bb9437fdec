package io.histctl.store.sqlite;

import io.histctl.model.Progress;
import io.histctl.store.SearchTerms;
import io.histctl.store.jdbc.Session;
import io.histctl.store.jdbc.Statements;
import java.util.function.Function;

/**
 * Indexes the turns that were written without the index: by an earlier version, or by a store that was opened without it.
 * Works in batches, so that other writers can proceed in between.
 */
final class SearchIndexCompletion {
    private static final int BATCH = 1_000;

    private final Progress progress;
    private long last;
    private long done;
    private long total;

    SearchIndexCompletion(Progress progress) {
        this.progress = progress;
    }

    /** Runs a unit of work in a write transaction. */
    interface Writes {
        <T> T run(Function<Session, T> work);
    }

    static boolean isDue(Session session) {
        return session.statements()
                .first("SELECT 1 FROM store WHERE search_complete = 0", rows -> true)
                .isPresent();
    }

    void run(Writes writes) {
        while (writes.run(this::next)) {
            progress.update(done, total);
        }
    }

    /** Indexes the next turns; false if none is left. */
    private boolean next(Session session) {
        Statements statements = session.statements();
        if (total == 0) {
            total = statements
                    .first(
                            "SELECT (SELECT count(*) FROM turn_text) - (SELECT count(*) FROM turn_search_docsize) AS missing",
                            rows -> rows.getLong("missing"))
                    .orElse(0L);
        }
        SearchIndex index = new SearchIndex(session, true);
        long before = done;
        statements.each(
                """
                SELECT x.turn_id, x.text, t.has_tools FROM turn_text x JOIN turn t ON t.id = x.turn_id
                WHERE x.turn_id > ? AND NOT EXISTS (SELECT 1 FROM turn_search_docsize d WHERE d.id = x.turn_id)
                ORDER BY x.turn_id LIMIT ?""",
                rows -> {
                    last = rows.getLong("turn_id");
                    done++;
                    index.add(last, SearchTerms.document(Statements.text(rows, "text"), rows.getBoolean("has_tools")));
                },
                last,
                BATCH);
        index.flush();
        if (done - before == BATCH) {
            return true;
        }
        statements.update("UPDATE store SET search_complete = 1");
        return false;
    }
}
