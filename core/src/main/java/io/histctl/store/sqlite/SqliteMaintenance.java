package io.histctl.store.sqlite;

import io.histctl.model.Progress;
import io.histctl.store.Maintenance;
import io.histctl.store.jdbc.Session;
import io.histctl.store.jdbc.StoreSecret;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/** Backup, vacuum, checkpoints and integrity checks of a SQLite database. */
final class SqliteMaintenance implements Maintenance {
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(50);

    private final SessionPool sessions;
    private final SqliteConnections connections;
    private final boolean searchIndex;

    SqliteMaintenance(SessionPool sessions, SqliteConnections connections, boolean searchIndex) {
        this.searchIndex = searchIndex;
        this.sessions = sessions;
        this.connections = connections;
    }

    @Override
    public void backup(Path file) {
        sessions.read(session -> {
            Backup.write(session.connection(), file);
            return file;
        });
    }

    @Override
    public boolean adoptSecret(byte[] secret) {
        return sessions.write(session -> session.inTransaction(now -> StoreSecret.adopt(now, secret)));
    }

    /** Also builds the search index again, which is the remedy if it is damaged. */
    @Override
    public void compact() {
        write(session -> {
            new SearchIndex(session, searchIndex).discard();
            return session;
        });
        sessions.write(session -> {
            try (Statement statement = session.connection().createStatement()) {
                return statement.execute("VACUUM");
            }
        });
        if (searchIndex) {
            completeSearch(Progress.NONE);
        }
    }

    /** Moves the write-ahead log into the file and truncates it; waits for readers as long as for a writer. */
    @Override
    public boolean eraseDeleted() {
        if (connections.isInMemory()) {
            return true;
        }
        long end = System.nanoTime() + connections.busyTimeout().toNanos();
        boolean emptied = checkpoint();
        while (!emptied && System.nanoTime() < end) {
            LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
            emptied = checkpoint();
        }
        return emptied;
    }

    /** Waits only briefly, since nobody can write while SQLite waits for readers. */
    private boolean checkpoint() {
        return sessions.write(session -> {
            BusyRetry.install(session.connection(), BETWEEN_TRIES);
            try (Statement statement = session.connection().createStatement();
                    ResultSet rows = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
                return rows.next() && rows.getInt(1) == 0;
            } finally {
                BusyRetry.install(session.connection(), connections.busyTimeout());
            }
        });
    }

    @Override
    public void completeSearch(Progress progress) {
        boolean due = sessions.read(session -> session.inTransaction(SearchIndexCompletion::isDue));
        if (due) {
            new SearchIndexCompletion(progress).run(this::write);
        }
    }

    private <T> T write(Function<Session, T> work) {
        return sessions.write(writer -> writer.inTransaction(session -> {
            T result = work.apply(session);
            connections.ensureSame();
            return result;
        }));
    }

    @Override
    public List<String> check() {
        return sessions.read(session -> session.inTransaction(IntegrityCheck::run));
    }
}
