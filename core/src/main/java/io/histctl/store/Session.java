package io.histctl.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jspecify.annotations.Nullable;

/** An open connection; JDBI is loaded where its handle is asked for. */
final class Session {
    private final Connection connection;
    private @Nullable Handle handle;

    Session(Connection connection) {
        this.connection = connection;
    }

    Connection connection() {
        return connection;
    }

    Handle handle() {
        if (handle == null) {
            Jdbi jdbi = Jdbi.create(connection);
            // JDBI's own messages quote what was bound, which is what was said
            jdbi.getConfig(StatementExceptions.class).setMessageRendering(StatementExceptions.MessageRendering.NONE);
            handle = jdbi.open();
        }
        return handle;
    }

    /** Runs work that writes nothing. */
    <T> T inTransaction(Function<Connection, T> work) throws SQLException {
        if (!connection.getAutoCommit()) { // within other work, as in memory, where there is one connection
            return work.apply(connection);
        }
        connection.setAutoCommit(false);
        try {
            return work.apply(connection);
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // what was acknowledged is durable already
        }
    }
}
