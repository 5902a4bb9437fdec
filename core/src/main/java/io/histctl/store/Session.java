package io.histctl.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jspecify.annotations.Nullable;

/** An open connection, within whose transaction work is done. */
public final class Session {
    private final Connection connection;
    private final Statements statements;
    private @Nullable Handle handle;

    Session(Connection connection) {
        this.connection = connection;
        this.statements = new Statements(connection);
    }

    Connection connection() {
        return connection;
    }

    /** Plain JDBC, for what passes many times, or must not wait until JDBI is loaded. */
    Statements statements() {
        return statements;
    }

    /** JDBI, loaded where it is asked for. */
    Handle handle() {
        if (handle == null) {
            Jdbi jdbi = Jdbi.create(connection);
            // JDBI's own messages quote what was bound, which is what was said
            jdbi.getConfig(StatementExceptions.class).setMessageRendering(StatementExceptions.MessageRendering.NONE);
            handle = jdbi.open();
        }
        return handle;
    }

    <T> T inTransaction(Function<Session, T> work) throws SQLException {
        if (!connection.getAutoCommit()) { // within other work, as in memory, where there is one connection
            return work.apply(this);
        }
        boolean done = false;
        try {
            connection.setAutoCommit(false);
            T result = work.apply(this);
            connection.setAutoCommit(true); // commits; commit() would begin the next transaction at once
            done = true;
            return result;
        } finally {
            if (!done) {
                rollBack();
            }
        }
    }

    /** What went wrong first is thrown already. */
    private void rollBack() {
        try (Statement statement = connection.createStatement()) {
            statement.execute("ROLLBACK");
        } catch (SQLException e) {
            // it had not begun, or SQLite rolled it back by itself
        }
        try {
            connection.setAutoCommit(true); // has nothing to commit, and says so
        } catch (SQLException e) {
            // the mode is set before that
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
