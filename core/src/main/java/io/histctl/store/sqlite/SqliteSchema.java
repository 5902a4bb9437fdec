package io.histctl.store.sqlite;

import io.histctl.error.Remedy;
import io.histctl.error.StoreException;
import io.histctl.migrations.Migrations;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Verifies the application id and the schema version before the first write, and migrates an older schema. */
final class SqliteSchema {
    private SqliteSchema() {}

    /**
     * Brings the schema to the newest version if it is older.
     *
     * @param migrate whether to do so, or to refuse an older schema
     * @throws StoreException if the file is not a histctl database or has a newer schema; it is left untouched
     */
    static void ensure(Connection connection, String place, boolean migrate) throws SQLException {
        if (isCurrent(connection, place)) {
            return;
        }
        if (!migrate) {
            throw behind(place);
        }
        // all or nothing; of processes that start at once, one migrates while the others wait
        execute(connection, "BEGIN IMMEDIATE");
        try {
            if (!isCurrent(connection, place)) {
                migrate(connection, place);
            }
            execute(connection, "COMMIT");
        } catch (SQLException | RuntimeException e) {
            rollback(connection, e);
            throw e;
        }
    }

    static StoreException behind(String place) {
        return new StoreException(place + " does not have the newest schema; migrate it first");
    }

    /** Reads both in one statement, and so from one snapshot. */
    private static boolean isCurrent(Connection connection, String place) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        SELECT application_id, user_version, (SELECT count(*) FROM sqlite_schema)
                        FROM pragma_application_id, pragma_user_version""")) {
            return rows.next() && isCurrent(rows.getLong(1), rows.getLong(2), rows.getLong(3), place);
        }
    }

    private static boolean isCurrent(long application, long version, long tables, String place) {
        if (application != Migrations.APPLICATION_ID) {
            if (application != 0 || tables > 0) {
                throw new StoreException(
                        place + " is a database of another program; choose another file", Remedy.CHOOSE_OTHER_STORE);
            }
            return false;
        }
        if (version > Migrations.LATEST) {
            throw new StoreException(place + " comes from a newer histctl (schema " + version + ", this one knows "
                    + Migrations.LATEST + "); upgrade histctl");
        }
        return version == Migrations.LATEST;
    }

    private static void migrate(Connection connection, String place) throws SQLException {
        try {
            Flyway.configure(Migrations.loader())
                    .dataSource(OneConnection.of(connection))
                    .locations(Migrations.LOCATION)
                    .table(Migrations.HISTORY_TABLE)
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw SqliteErrors.explain(e, place);
        }
        if (!isCurrent(connection, place)) {
            throw new StoreException(place + " is damaged: its version does not match its tables; restore a backup");
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void rollback(Connection connection, Exception reason) {
        try {
            execute(connection, "ROLLBACK");
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }
}
