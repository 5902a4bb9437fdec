package io.histctl.store;

import io.histctl.error.HistoryException;
import io.histctl.error.StoreException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * One SQLite database: a writer at a time, any number of readers beside it, each reader on a snapshot.
 *
 * <p>Safe for many threads; other processes may have the file open too.
 */
public final class Database implements AutoCloseable {
    private static final Duration A_MOMENT = Duration.ofMillis(50);

    private final Opener opener;
    private final ReentrantLock writing = new ReentrantLock(true);
    private final ConcurrentLinkedDeque<Session> idleReaders = new ConcurrentLinkedDeque<>();
    private @Nullable Session writer;
    private volatile boolean closed;

    private Database(Opener opener) {
        this.opener = opener;
    }

    /**
     * Opens the file, makes it where there is none, and brings its schema up to date.
     *
     * @param busyTimeout how long a statement waits for another process's write
     * @param writableByOthers whether a file is taken that others than its owner may write
     * @param relaxed whether a write returns before it is on the disk
     * @throws io.histctl.error.StoreException where the file can't be used; it is left as it was
     */
    public static Database open(Path file, Duration busyTimeout, boolean writableByOthers, boolean relaxed) {
        if (!writableByOthers) {
            PrivateFile.ensureOwn(file);
        }
        Database database = new Database(Opener.ofFile(file, busyTimeout, relaxed));
        database.idleReaders.push(new Session(database.opener.reader()));
        return database;
    }

    /** Loads the driver and SQLite itself. */
    public static void prepare() {
        Opener.inMemory().load();
    }

    /** A database in memory, gone when closed. */
    public static Database inMemory() {
        return new Database(Opener.inMemory());
    }

    /**
     * Runs the work in one write transaction; it is durable when this returns, unless the database is relaxed.
     *
     * @throws StoreException where the file was removed or replaced while it was open; nothing is written then
     */
    public <T> T write(Function<Session, T> work) {
        return locked(writer -> writer.inTransaction(session -> {
            T result = work.apply(session);
            opener.ensureSame(); // before the commit, which would acknowledge what nobody finds again
            return result;
        }));
    }

    /** Runs the work in one read transaction: all that it reads is of one moment. */
    public <T> T read(Function<Session, T> work) {
        return reading(session -> session.inTransaction(work));
    }

    /** Runs the work on the writer's connection outside of a transaction, as {@code VACUUM} needs it. */
    public <T> T exclusively(Function<Handle, T> work) {
        return locked(writer -> work.apply(writer.handle()));
    }

    /**
     * Empties the WAL into the file, so that what was deleted is in neither. A long reader may prevent it; it is waited for
     * as long as for a write.
     */
    public boolean forget() {
        if (opener.isInMemory()) {
            return true;
        }
        long end = System.nanoTime() + opener.busyTimeout().toNanos();
        boolean emptied = checkpoint();
        while (!emptied && System.nanoTime() < end) {
            LockSupport.parkNanos(A_MOMENT.toNanos());
            emptied = checkpoint();
        }
        return emptied;
    }

    /** For a moment only, since SQLite lets nobody write while it waits for readers. */
    private boolean checkpoint() {
        return locked(writer -> {
            Patience.give(writer.connection(), A_MOMENT);
            try {
                return writer.statements()
                        .first("PRAGMA wal_checkpoint(TRUNCATE)", rows -> rows.getInt(1) == 0)
                        .orElse(false);
            } finally {
                Patience.give(writer.connection(), opener.busyTimeout());
            }
        });
    }

    /** Copies the database into a new file, of one moment; a copy that fails leaves none. */
    public void backup(Path file) {
        reading(session -> {
            Backup.write(session.connection(), file);
            return file;
        });
    }

    /** Gives the space of what was deleted back to the file system. */
    public void vacuum() {
        exclusively(handle -> handle.execute("VACUUM"));
    }

    /** Names the database in errors. */
    public String place() {
        return opener.place();
    }

    @Override
    public void close() {
        writing.lock();
        try {
            closed = true;
            for (Session reader = idleReaders.poll(); reader != null; reader = idleReaders.poll()) {
                reader.close();
            }
            if (writer != null) {
                writer.close();
            }
        } finally {
            writing.unlock();
        }
    }

    private <T> T reading(Work<T> work) {
        if (opener.isInMemory()) {
            return locked(work);
        }
        ensureOpen();
        opener.ensureSame();
        Session idle = idleReaders.poll();
        Session reader = idle == null ? new Session(opener.reader()) : idle;
        try {
            T result = guarded(work, reader);
            idleReaders.push(reader);
            return result;
        } catch (RuntimeException | Error e) {
            reader.close();
            throw e;
        }
    }

    private <T> T locked(Work<T> work) {
        writing.lock();
        try {
            ensureOpen();
            if (writer == null) {
                writer = new Session(opener.writer());
            }
            return guarded(work, writer);
        } finally {
            writing.unlock();
        }
    }

    private interface Work<T> {
        T run(Session session) throws SQLException;
    }

    private <T> T guarded(Work<T> work, Session session) {
        try {
            return work.run(session);
        } catch (HistoryException e) {
            throw e;
        } catch (SQLException | JdbiException e) {
            throw Failures.explain(e, opener.place());
        }
    }

    private void ensureOpen() {
        if (closed) {
            throw new StoreException(opener.place() + " was closed; open the store again");
        }
    }
}
