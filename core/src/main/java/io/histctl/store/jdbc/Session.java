package io.histctl.store.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Function;
import org.apiguardian.api.API;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jspecify.annotations.Nullable;

/** An open connection. Not safe for use by several threads at once. */
@API(status = API.Status.INTERNAL)
public final class Session {
    private final Connection connection;
    private final String place;
    private final Statements statements;
    private @Nullable Handle handle;

    /** @param place names the store in errors */
    public Session(Connection connection, String place) {
        this.connection = connection;
        this.place = place;
        this.statements = new Statements(connection);
    }

    /** The connection. */
    public Connection connection() {
        return connection;
    }

    /** Plain JDBC, for hot paths and for commands that must not wait until JDBI is loaded. */
    public Statements statements() {
        return statements;
    }

    String place() {
        return place;
    }

    /** JDBI, loaded when it is first asked for. */
    public Handle handle() {
        if (handle == null) {
            Jdbi jdbi = Jdbi.create(connection);
            // JDBI's own messages would quote the bound values, and so the chat
            jdbi.getConfig(StatementExceptions.class).setMessageRendering(StatementExceptions.MessageRendering.NONE);
            handle = jdbi.open();
        }
        return handle;
    }

    /** Runs work in a transaction, or as part of the one that is open. */
    public <T> T inTransaction(Function<Session, T> work) throws SQLException {
        if (!connection.getAutoCommit()) { // nested: a store in memory has only one connection
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

    /** Ignores failures, since the first one is being thrown already. */
    private void rollBack() {
        try (Statement statement = connection.createStatement()) {
            statement.execute("ROLLBACK");
        } catch (SQLException e) {
            // it had not begun, or SQLite rolled it back
        }
        try {
            connection.setAutoCommit(true); // fails if there is nothing to commit
        } catch (SQLException e) {
            // the mode is set nevertheless
        }
    }

    /** Closes the connection. */
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // everything acknowledged is durable already
        }
    }
}
