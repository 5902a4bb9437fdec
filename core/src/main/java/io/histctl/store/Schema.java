package io.histctl.store;

import io.histctl.error.Remedy;
import io.histctl.error.StoreException;
import io.histctl.migrations.Migrations;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;

/** Sees that a database is ours and of this version, before anything is written to it. */
final class Schema {
    private Schema() {}

    /**
     * Brings the schema to the newest version where it is behind.
     *
     * @param file null: in memory
     * @throws StoreException where the file is not ours, or comes from a newer histctl; it is left untouched
     */
    static void ensure(Connection connection, String place, @Nullable Path file) throws SQLException {
        if (isCurrent(connection, place)) {
            return;
        }
        if (file != null) {
            keep(connection, file, Migrations.REWRITING);
        }
        // all of it or nothing, and of processes that start at once one does it while the others wait
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

    /** Copies a database of an earlier version, where one of the versions to come rewrites what is stored. */
    static void keep(Connection connection, Path file, Set<Integer> rewriting) throws SQLException {
        int version = version(connection);
        Path copy = file.resolveSibling(file.getFileName() + ".v" + version + ".backup");
        // one that is there was made by a try before this one, of the same version
        if (version > 0 && rewriting.stream().anyMatch(later -> later > version) && !Files.exists(copy)) {
            try {
                Backup.write(connection, copy);
            } catch (StoreException e) {
                if (!Files.exists(copy)) { // else another process made it meanwhile
                    throw e;
                }
            }
        }
    }

    private static int version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("PRAGMA user_version")) {
            return rows.getInt(1);
        }
    }

    /** In one statement, so that what it reads is of one moment. */
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
            Flyway.configure(Schema.class.getClassLoader())
                    .dataSource(OneConnection.of(connection))
                    .locations(Migrations.LOCATION)
                    .table(Migrations.HISTORY_TABLE)
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw Failures.explain(e, place);
        }
        if (!isCurrent(connection, place)) {
            throw new StoreException(place + " is damaged, its version is not that of its tables; restore a backup");
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
