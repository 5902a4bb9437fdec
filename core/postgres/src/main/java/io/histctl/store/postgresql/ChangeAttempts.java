package io.histctl.store.postgresql;

import io.histctl.error.Remedy;
import io.histctl.error.StoreException;
import io.histctl.store.Change;
import io.histctl.store.Changes;
import io.histctl.store.NewTurn;
import io.histctl.store.Reading;
import io.histctl.store.jdbc.ChangeWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs units of work until their changes are written or the busy timeout is over. Each attempt reads anew, and if the
 * connection was lost before the outcome of a commit was known, the next one first looks for what the last one wrote.
 */
final class ChangeAttempts<T> {
    private final PostgresStorage storage;
    private final List<Function<Reading, Change<T>>> units;
    private final long writeId = ThreadLocalRandom.current().nextLong();
    private final Backoff backoff;
    private @Nullable Attempted<T> attempted;
    private boolean uncertain;

    ChangeAttempts(PostgresStorage storage, List<Function<Reading, Change<T>>> units) {
        this.storage = storage;
        this.units = units;
        this.backoff = new Backoff(storage.options().busyTimeout());
    }

    /**
     * What an attempt has written, if it committed.
     *
     * @param conversation to which it added turns
     * @param after the position after which they are
     */
    private record Attempted<T>(List<T> results, String conversation, long after) {}

    List<T> run() {
        while (true) {
            try {
                Optional<List<T>> results = storage.connections().with(this::attempt);
                if (results.isPresent()) {
                    return results.get();
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
        uncertain |= PostgresErrors.losesConnection(failure);
    }

    private void pause() {
        if (!backoff.hasTime()) {
            throw new StoreException(
                    storage.describe() + " is still being written by another process; try again, or wait longer",
                    Remedy.RAISE_BUSY_TIMEOUT);
        }
        backoff.pause();
    }

    /** @return empty if a conversation had changed since it was read */
    private Optional<List<T>> attempt(Connection connection) throws SQLException {
        Sql sql = new Sql(connection, storage.scope());
        if (uncertain && attempted != null && isWritten(sql, attempted)) {
            return Optional.of(attempted.results());
        }
        uncertain = false;
        attempted = null;
        connection.setAutoCommit(false);
        List<T> results = new ArrayList<>(units.size());
        List<Changes> written = new ArrayList<>();
        for (Function<Reading, Change<T>> unit : units) {
            Change<T> change = unit.apply(PostgresReading.locking(sql));
            results.add(change.result());
            Changes changes = change.changes();
            if (changes != null) {
                written.add(changes);
                if (!ChangeWriter.write(tables(sql), changes)) {
                    return Optional.empty();
                }
            }
        }
        attempted = attempted(results, written);
        connection.commit();
        return Optional.of(results);
    }

    private PostgresChangeTables tables(Sql sql) {
        return new PostgresChangeTables(sql, writeId, storage.options().durable());
    }

    private static <T> @Nullable Attempted<T> attempted(List<T> results, List<Changes> written) {
        for (Changes changes : written) {
            for (Changes.Edit edit : changes.edits()) {
                List<NewTurn> turns = edit instanceof Changes.Append append
                        ? append.turns()
                        : edit instanceof Changes.AppendReplaced append ? append.turns() : List.of();
                if (!turns.isEmpty()) {
                    return new Attempted<>(
                            results,
                            changes.conversation().name(),
                            changes.conversation().lastPosition());
                }
            }
        }
        return null;
    }

    private boolean isWritten(Sql sql, Attempted<T> last) {
        return sql.exists(
                "SELECT 1 FROM @turn WHERE conversation_id = ? AND position > ? AND write_id = ? LIMIT 1",
                storage.scope().idOf(last.conversation()),
                last.after(),
                writeId);
    }
}
