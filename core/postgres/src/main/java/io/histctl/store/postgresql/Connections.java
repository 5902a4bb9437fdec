package io.histctl.store.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Lends connections of a data source, and returns each as it was. */
final class Connections implements AutoCloseable {
    private final DataSource source;
    private final Runnable onClose;
    private volatile boolean closed;

    /** @param onClose closes the data source, unless it belongs to the host */
    Connections(DataSource source, Runnable onClose) {
        this.source = source;
        this.onClose = onClose;
    }

    /** Work on a connection, which is in autocommit mode at first. */
    interface Work<T> {
        T run(Connection connection) throws SQLException;
    }

    boolean isClosed() {
        return closed;
    }

    <T> T with(Work<T> work) throws SQLException {
        try (Connection connection = source.getConnection()) {
            boolean autoCommit = connection.getAutoCommit();
            boolean done = false;
            try {
                if (!autoCommit) {
                    connection.setAutoCommit(true);
                }
                T result = work.run(connection);
                done = true;
                return result;
            } finally {
                restore(connection, autoCommit, done);
            }
        }
    }

    private static void restore(Connection connection, boolean autoCommit, boolean done) throws SQLException {
        try {
            if (!connection.getAutoCommit()) {
                connection.rollback(); // work that succeeded has committed
            }
            connection.setAutoCommit(autoCommit);
        } catch (SQLException e) {
            if (done) {
                throw e;
            }
            // the first failure is being thrown already
        }
    }

    @Override
    public void close() {
        closed = true;
        onClose.run();
    }
}
