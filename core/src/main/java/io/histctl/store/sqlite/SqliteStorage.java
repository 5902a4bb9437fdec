package io.histctl.store.sqlite;

import io.histctl.error.StoreException;
import io.histctl.model.Progress;
import io.histctl.store.Change;
import io.histctl.store.Changes;
import io.histctl.store.Maintenance;
import io.histctl.store.Owners;
import io.histctl.store.Reading;
import io.histctl.store.Storage;
import io.histctl.store.Sweeps;
import io.histctl.store.jdbc.ChangeWriter;
import io.histctl.store.jdbc.JdbcReading;
import io.histctl.store.jdbc.Rederivation;
import io.histctl.store.jdbc.Session;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apiguardian.api.API;

/**
 * Conversations in one SQLite file, or in memory: one writer at a time, and any number of readers, each on a
 * snapshot. A write takes SQLite's write lock before it reads, so that no unit of work has to be run again.
 */
@API(status = API.Status.INTERNAL)
public final class SqliteStorage implements Storage {
    private final SqliteConnections connections;
    private final SessionPool sessions;

    private final boolean searchIndex;

    private SqliteStorage(SqliteConnections connections, boolean searchIndex) {
        this.connections = connections;
        this.searchIndex = searchIndex;
        this.sessions = new SessionPool(connections);
    }

    /**
     * Opens the file, creates it if it does not exist, and brings schema and derived columns up to date.
     *
     * @throws StoreException if the file can't be used; it is left as it was
     */
    public static Storage open(Path file, SqliteOptions options) {
        if (!options.allowSharedWrite()) {
            PrivateFiles.ensureOwn(file);
        }
        return new SqliteStorage(SqliteConnections.ofFile(file, options), options.searchIndex())
                .opened(options.progress());
    }

    /** A store in memory, gone when closed. */
    public static Storage inMemory() {
        return new SqliteStorage(SqliteConnections.inMemory(), true).opened(Progress.NONE);
    }

    /** Loads the driver and SQLite itself. */
    public static void preload() {
        SqliteConnections.inMemory().load();
    }

    private Storage opened(Progress progress) {
        try {
            sessions.open();
            long due = sessions.read(session -> session.inTransaction(now -> new Rederivation(now, index(now)).due()));
            if (due > 0) {
                write(this::discardIndexIfDue);
            }
            for (long done = 0; due > 0 && write((session, index) -> new Rederivation(session, index).next()); done++) {
                progress.update(done, due);
            }
            if (searchIndex) {
                maintenance().completeSearch(progress);
            }
            return this;
        } catch (RuntimeException e) {
            sessions.close();
            throw e;
        }
    }

    /** All words may change, so that indexing them again is less work than replacing them. */
    private boolean discardIndexIfDue(Session session, SearchIndex index) {
        boolean due = new Rederivation(session, index).due() > 0;
        if (due) {
            index.discard();
        }
        return due;
    }

    private SearchIndex index(Session session) {
        return new SearchIndex(session, searchIndex);
    }

    @Override
    public <T> T read(Function<Reading, T> work) {
        return sessions.read(session -> session.inTransaction(now -> work.apply(reading(now))));
    }

    private static Reading reading(Session session) {
        return new JdbcReading(session, new Fts5Search(session));
    }

    @Override
    public <T> T change(Function<Reading, Change<T>> work) {
        return write((session, index) -> run(session, index, work));
    }

    @Override
    public <T> List<T> changeAll(List<Function<Reading, Change<T>>> units) {
        return write((session, index) -> {
            List<T> results = new ArrayList<>(units.size());
            units.forEach(unit -> results.add(run(session, index, unit)));
            return results;
        });
    }

    private <T> T run(Session session, SearchIndex index, Function<Reading, Change<T>> work) {
        Change<T> change = work.apply(reading(session));
        Changes changes = change.changes();
        if (changes != null && !ChangeWriter.write(session, index, changes)) {
            throw new StoreException(describe() + " was changed while it was being written; repeat the call");
        }
        return change.result();
    }

    private <T> T write(BiFunction<Session, SearchIndex, T> work) {
        return sessions.write(writer -> writer.inTransaction(session -> {
            SearchIndex index = index(session);
            T result = work.apply(session, index);
            index.flush();
            connections.ensureSame(); // a commit into a removed file would be acknowledged and lost
            return result;
        }));
    }

    @Override
    public Sweeps sweeps() {
        return new SqliteSweeps(sessions, connections);
    }

    @Override
    public Owners owners() {
        return new SqliteOwners(sessions, connections);
    }

    @Override
    public Maintenance maintenance() {
        return new SqliteMaintenance(sessions, connections, searchIndex);
    }

    @Override
    public String describe() {
        return connections.place();
    }

    @Override
    public void close() {
        sessions.close();
    }
}
