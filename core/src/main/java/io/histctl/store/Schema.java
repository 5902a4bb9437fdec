package io.histctl.store;

import io.histctl.error.StoreException;
import io.histctl.migrations.Migrations;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Sees that a database is ours and of this version, before anything is written to it. */
final class Schema {
    private static final int TRIES = 5;

    private Schema() {}

    /**
     * Brings the schema to the newest version where it is behind.
     *
     * @throws StoreException where the file is not ours, or comes from a newer histctl; it is left untouched
     */
    static void ensure(Connection connection, String place) throws SQLException {
        for (int i = 1; !isCurrent(connection, place); i++) {
            try {
                migrate(connection);
            } catch (FlywayException e) {
                // another process may be doing the same: look again before giving up
                if (i == TRIES) {
                    throw new StoreException(place + " could not be brought to this version's schema", e);
                }
            }
        }
    }

    private static boolean isCurrent(Connection connection, String place) throws SQLException {
        long application = number(connection, "PRAGMA application_id");
        if (application != Migrations.APPLICATION_ID) {
            if (application != 0 || number(connection, "SELECT count(*) FROM sqlite_schema") > 0) {
                throw new StoreException(place + " is a database of another program; choose another file with --db");
            }
            return false;
        }
        long version = number(connection, "PRAGMA user_version");
        if (version > Migrations.LATEST) {
            throw new StoreException(place + " comes from a newer histctl (schema " + version + ", this one knows "
                    + Migrations.LATEST + "); upgrade histctl");
        }
        return version == Migrations.LATEST;
    }

    private static void migrate(Connection connection) {
        Flyway.configure(Schema.class.getClassLoader())
                .dataSource(new OneConnection(connection))
                .locations(Migrations.LOCATION)
                .table(Migrations.HISTORY_TABLE)
                .load()
                .migrate();
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }
}
