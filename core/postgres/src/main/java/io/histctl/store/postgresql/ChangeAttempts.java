package io.histctl.store.postgresql;

import io.histctl.error.Remedy;
import io.histctl.error.StoreException;
import io.histctl.store.Change;
import io.histctl.store.Reading;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs units of work until their changes are written or the busy timeout is over. The first attempts are optimistic. Each
 * reads anew, and if a connection was lost before the outcome of a commit was known, later ones first look for what was
 * written, so that nothing is written twice.
 */
final class ChangeAttempts<T> {
    private static final int OPTIMISTIC = 2;

    private final PostgresStorage storage;
    private final List<Function<Reading, Change<T>>> units;
    private final Backoff backoff;
    private final List<Attempt<T>> uncertain = new ArrayList<>();
    private int optimistic = OPTIMISTIC;
    private @Nullable Attempt<T> current;

    ChangeAttempts(PostgresStorage storage, List<Function<Reading, Change<T>>> units) {
        this.storage = storage;
        this.units = units;
        this.backoff = new Backoff(storage.options().busyTimeout());
    }

    List<T> run() {
        while (true) {
            try {
                Optional<Attempt<T>> written = storage.connections().with(this::attempt);
                if (written.isPresent()) {
                    return written.get().results();
                }
                pause();
            } catch (SQLException e) {
                retry(e);
            } catch (FailedStatement e) {
                retry(e.failure());
            }
        }
    }

    private void retry(SQLException failure) {
        storage.retryOrThrow(failure, backoff, true);
        if (current != null && PostgresErrors.losesConnection(failure)) {
            uncertain.add(current);
        }
        current = null;
    }

    private void pause() {
        if (!backoff.hasTime()) {
            throw new StoreException(
                    storage.describe() + " is still being written by another process; try again, or wait longer",
                    Remedy.RAISE_BUSY_TIMEOUT);
        }
        backoff.pause();
    }

    /** The attempt that was written; empty if a conversation had changed since it was read. */
    private Optional<Attempt<T>> attempt(Connection connection) throws SQLException {
        Sql sql = new Sql(connection, storage.scope(), storage.options().busyTimeout());
        for (Attempt<T> earlier : uncertain) {
            if (earlier.isCommitted(sql)) {
                return Optional.of(earlier);
            }
        }
        while (optimistic > 0) {
            OptimisticAttempt<T> attempt = storage.optimisticAttempt(sql);
            current = attempt;
            if (attempt.run(units)) {
                return Optional.of(attempt);
            }
            if (!connection.getAutoCommit()) {
                connection.rollback();
            }
            optimistic = attempt.mayBeRepeated() ? optimistic - 1 : 0;
        }
        LockingAttempt<T> attempt = new LockingAttempt<>(sql, storage.options().durable());
        current = attempt;
        return attempt.run(units) ? Optional.of(attempt) : Optional.empty();
    }
}
