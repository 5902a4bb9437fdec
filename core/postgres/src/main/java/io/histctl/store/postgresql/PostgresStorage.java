package io.histctl.store.postgresql;

import io.histctl.error.StoreException;
import io.histctl.store.Change;
import io.histctl.store.Maintenance;
import io.histctl.store.Owners;
import io.histctl.store.Reading;
import io.histctl.store.Storage;
import io.histctl.store.StorageOptions;
import io.histctl.store.Sweeps;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Function;

/**
 * Conversations in PostgreSQL, shared by any number of processes. Writers of one conversation are serialized by the
 * revision of its row; others do not wait for each other.
 */
final class PostgresStorage implements Storage {
    private final Connections connections;
    private final StoreScope scope;
    private final StorageOptions options;
    private final RememberedStates remembered = new RememberedStates();

    PostgresStorage(Connections connections, StoreScope scope, StorageOptions options) {
        this.connections = connections;
        this.scope = scope;
        this.options = options;
    }

    @Override
    public <T> T read(Function<Reading, T> work) {
        return snapshot(sql -> work.apply(PostgresReading.snapshot(sql)));
    }

    @Override
    public <T> T change(Function<Reading, Change<T>> work) {
        return changeAll(List.of(work)).get(0);
    }

    @Override
    public <T> List<T> changeAll(List<Function<Reading, Change<T>>> units) {
        return new ChangeAttempts<>(this, units).run();
    }

    /** Runs work on one snapshot. Only its beginning is tried again, since the work may have passed on rows. */
    <T> T snapshot(Function<Sql, T> work) {
        Backoff backoff = new Backoff(options.busyTimeout());
        while (true) {
            boolean[] begun = new boolean[1];
            try {
                return connections().with(connection -> {
                    connection.setAutoCommit(false);
                    beginSnapshot(connection);
                    begun[0] = true;
                    T result = work.apply(new Sql(connection, scope));
                    connection.commit();
                    return result;
                });
            } catch (SQLException e) {
                retryOrThrow(e, backoff, !begun[0]);
            } catch (FailedStatement e) {
                retryOrThrow(e.failure(), backoff, !begun[0]);
            }
        }
    }

    /** Runs work that may be repeated as a whole, in a transaction. */
    <T> T transaction(Function<Sql, T> work) {
        Backoff backoff = new Backoff(options.busyTimeout());
        while (true) {
            try {
                return connections().with(connection -> {
                    connection.setAutoCommit(false);
                    T result = work.apply(new Sql(connection, scope));
                    connection.commit();
                    return result;
                });
            } catch (SQLException e) {
                retryOrThrow(e, backoff, true);
            } catch (FailedStatement e) {
                retryOrThrow(e.failure(), backoff, true);
            }
        }
    }

    /** Runs work that commits by itself and may be repeated. */
    <T> T autocommit(Connections.Work<T> work) {
        Backoff backoff = new Backoff(options.busyTimeout());
        while (true) {
            try {
                return connections().with(work);
            } catch (SQLException e) {
                retryOrThrow(e, backoff, true);
            } catch (FailedStatement e) {
                retryOrThrow(e.failure(), backoff, true);
            }
        }
    }

    /** Waits for the next attempt, or gives up. */
    void retryOrThrow(SQLException failure, Backoff backoff, boolean repeatable) {
        if (!repeatable || !PostgresErrors.mayPass(failure) || !backoff.hasTime()) {
            throw PostgresErrors.explain(failure, scope.place());
        }
        backoff.pause();
    }

    /** @throws StoreException if the store was closed */
    Connections connections() {
        if (connections.isClosed()) {
            throw new StoreException(scope.place() + " was closed; open the store again");
        }
        return connections;
    }

    <T> OptimisticAttempt<T> optimisticAttempt(Sql sql) {
        return new OptimisticAttempt<>(sql, remembered, options.durable());
    }

    StoreScope scope() {
        return scope;
    }

    StorageOptions options() {
        return options;
    }

    private static void beginSnapshot(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
        }
    }

    @Override
    public Sweeps sweeps() {
        return new PostgresSweeps(this);
    }

    @Override
    public Owners owners() {
        return new PostgresOwners(this);
    }

    @Override
    public Maintenance maintenance() {
        return new PostgresMaintenance(this);
    }

    @Override
    public String describe() {
        return scope.place();
    }

    @Override
    public void close() {
        connections.close();
    }
}
