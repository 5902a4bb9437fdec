package io.histctl.store.sqlite;

import io.histctl.store.jdbc.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** Runs SQLite's own checks, and finds rows that belong to nothing. In plain JDBC, which starts faster than JDBI. */
final class IntegrityCheck {
    private final List<String> found = new ArrayList<>();

    private IntegrityCheck() {}

    /** The damage found, one sentence for each item. */
    static List<String> run(Session session) {
        IntegrityCheck check = new IntegrityCheck();
        try (Statement statement = session.connection().createStatement()) {
            check.structure(statement);
            check.foreignKeys(statement);
            check.sounds(statement);
        } catch (SQLException e) {
            throw new UnableToExecuteStatementException(e, null); // the storage adds its place
        }
        check.found.addAll(SearchIndexCheck.run(session));
        return List.copyOf(check.found);
    }

    private void structure(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery("PRAGMA integrity_check")) {
            while (rows.next()) {
                if (!rows.getString(1).equals("ok")) {
                    found.add("SQLite: " + rows.getString(1));
                }
            }
        }
    }

    private void foreignKeys(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery("PRAGMA foreign_key_check")) {
            while (rows.next()) {
                found.add("a row of " + rows.getString(1) + " belongs to no stored row");
            }
        }
    }

    private void sounds(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery("""
                SELECT count(*) FROM sound
                WHERE id NOT IN (SELECT sound_id FROM turn_sound WHERE sound_id IS NOT NULL)""")) {
            rows.next();
            if (rows.getLong(1) > 0) {
                found.add(rows.getLong(1) + " stored sounds belong to no turn");
            }
        }
    }
}
