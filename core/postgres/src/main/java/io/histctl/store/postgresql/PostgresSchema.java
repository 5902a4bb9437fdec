package io.histctl.store.postgresql;

import io.histctl.error.StoreException;
import io.histctl.migrations.Migrations;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.OptionalInt;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Verifies the version of the schema, which costs one query, and migrates an older one. */
final class PostgresSchema {
    private final DataSource source;
    private final StoreScope scope;

    PostgresSchema(DataSource source, StoreScope scope) {
        this.source = source;
        this.scope = scope;
    }

    /**
     * Brings the schema to the newest version if it is older. Processes that start at once wait for the one that migrates.
     *
     * @param migrate whether to do so, or to refuse an older schema
     * @throws StoreException if the schema is newer, or older and may not be migrated
     */
    void ensure(boolean migrate) throws SQLException {
        if (isCurrent(version())) {
            return;
        }
        if (!migrate) {
            throw new StoreException(scope.place() + " does not have the newest schema; migrate it first");
        }
        createSchema();
        migrate();
        if (!isCurrent(version())) {
            throw new StoreException(
                    scope.place() + " is damaged: its version does not match its tables; restore a backup");
        }
    }

    private boolean isCurrent(OptionalInt version) {
        if (version.isPresent() && version.getAsInt() > Migrations.POSTGRESQL_LATEST) {
            throw new StoreException(scope.place() + " comes from a newer histctl (schema " + version.getAsInt()
                    + ", this one knows " + Migrations.POSTGRESQL_LATEST + "); upgrade histctl");
        }
        return version.isPresent() && version.getAsInt() == Migrations.POSTGRESQL_LATEST;
    }

    /** Empty if there is no such schema, or if it has no tables. */
    private OptionalInt version() throws SQLException {
        try (Connection connection = source.getConnection()) {
            return OptionalInt.of(new Sql(connection, scope)
                    .first("SELECT schema_version FROM @store WHERE id = 1", rows -> rows.getInt("schema_version"))
                    .orElse(0));
        } catch (FailedStatement e) {
            String state = e.failure().getSQLState();
            if ("42P01".equals(state) || "3F000".equals(state)) {
                return OptionalInt.empty();
            }
            throw e.failure();
        }
    }

    /** Flyway would try for ten seconds if the user may not create it. */
    private void createSchema() throws SQLException {
        try (Connection connection = source.getConnection()) {
            new Sql(connection, scope).update("CREATE SCHEMA IF NOT EXISTS \"" + scope.schema() + "\"");
        } catch (FailedStatement e) {
            if (!"23505".equals(e.failure().getSQLState())) { // another process was faster
                throw e.failure();
            }
        }
    }

    /** CockroachDB has partitions of another kind. */
    private String[] locations() throws SQLException {
        try (Connection connection = source.getConnection()) {
            boolean partitions = new Sql(connection, scope)
                    .first("SELECT version() AS version", rows -> rows.getString("version"))
                    .filter(version -> version.contains("PostgreSQL"))
                    .isPresent();
            return partitions
                    ? new String[] {Migrations.POSTGRESQL_LOCATION, Migrations.PARTITIONS_LOCATION}
                    : new String[] {Migrations.POSTGRESQL_LOCATION};
        }
    }

    private void migrate() throws SQLException {
        try {
            Flyway.configure(Migrations.loader())
                    .dataSource(source)
                    .schemas(scope.schema())
                    .defaultSchema(scope.schema())
                    .createSchemas(false)
                    .locations(locations())
                    .table(Migrations.HISTORY_TABLE)
                    .placeholders(Map.of("schema", "\"" + scope.schema() + "\""))
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw e.getCause() instanceof SQLException cause
                    ? PostgresErrors.explain(cause, scope.place())
                    : new StoreException(scope.place() + " could not be migrated; check the server's log", e);
        }
    }
}
