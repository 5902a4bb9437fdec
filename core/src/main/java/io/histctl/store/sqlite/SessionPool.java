package io.histctl.store.sqlite;

import io.histctl.error.HistoryException;
import io.histctl.error.StoreException;
import io.histctl.store.jdbc.Session;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.locks.ReentrantLock;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/** One connection for writers, who take turns, and any number of connections for readers. */
final class SessionPool implements AutoCloseable {
    private final SqliteConnections connections;
    private final ReentrantLock writing = new ReentrantLock(true);
    private final ConcurrentLinkedDeque<Session> idleReaders = new ConcurrentLinkedDeque<>();
    private @Nullable Session writer;
    private volatile boolean closed;

    SessionPool(SqliteConnections connections) {
        this.connections = connections;
    }

    interface Work<T> {
        T run(Session session) throws SQLException;
    }

    /** Opens the first connection, which migrates the schema. */
    void open() {
        if (!connections.isInMemory()) {
            idleReaders.push(new Session(connections.reader(), connections.place()));
        }
    }

    /** Runs work on the writing connection, outside of a transaction. */
    <T> T write(Work<T> work) {
        writing.lock();
        try {
            ensureOpen();
            if (writer == null) {
                writer = new Session(connections.writer(), connections.place());
            }
            return guarded(work, writer);
        } finally {
            writing.unlock();
        }
    }

    /** Runs work on a reading connection, outside of a transaction; a store in memory has only one connection. */
    <T> T read(Work<T> work) {
        if (connections.isInMemory()) {
            return write(work);
        }
        ensureOpen();
        connections.ensureSame();
        Session idle = idleReaders.poll();
        Session reader = idle == null ? new Session(connections.reader(), connections.place()) : idle;
        try {
            T result = guarded(work, reader);
            idleReaders.push(reader);
            return result;
        } catch (RuntimeException | Error e) {
            reader.close();
            throw e;
        }
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

    private <T> T guarded(Work<T> work, Session session) {
        try {
            return work.run(session);
        } catch (HistoryException e) {
            throw e;
        } catch (SQLException | JdbiException e) {
            throw SqliteErrors.explain(e, connections.place());
        }
    }

    private void ensureOpen() {
        if (closed) {
            throw new StoreException(connections.place() + " was closed; open the store again");
        }
    }
}
