package io.histctl.store.sqlite;

import io.histctl.store.jdbc.Session;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Runs SQLite's own checks, and finds rows that belong to nothing. */
final class IntegrityCheck {
    private IntegrityCheck() {}

    /** The damage found, one sentence for each item. */
    static List<String> run(Session session) {
        Handle handle = session.handle();
        List<String> found = new ArrayList<>(
                handle.createQuery("PRAGMA integrity_check").mapTo(String.class).list());
        found.remove("ok");
        found.replaceAll(what -> "SQLite: " + what);
        handle.createQuery("PRAGMA foreign_key_check")
                .map((rows, context) -> "a row of " + rows.getString(1) + " belongs to no stored row")
                .forEach(found::add);
        long unused = handle.createQuery("""
                        SELECT count(*) FROM sound
                        WHERE id NOT IN (SELECT sound_id FROM turn_sound WHERE sound_id IS NOT NULL)""").mapTo(Long.class).one();
        if (unused > 0) {
            found.add(unused + " stored sounds belong to no turn");
        }
        return List.copyOf(found);
    }
}
