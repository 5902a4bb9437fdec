package io.histctl.store.sqlite;

import io.histctl.store.Owners;
import io.histctl.store.jdbc.OwnerTable;
import io.histctl.store.jdbc.Session;
import java.util.Optional;

/** Owners in SQLite. A conversation that has an owner is read without waiting for a writer. */
final class SqliteOwners implements Owners {
    private final SessionPool sessions;
    private final SqliteConnections connections;

    SqliteOwners(SessionPool sessions, SqliteConnections connections) {
        this.sessions = sessions;
        this.connections = connections;
    }

    @Override
    public byte[] claim(String conversation, byte[] owner) {
        Optional<byte[]> known = sessions.read(session -> session.inTransaction(now -> find(now, conversation)));
        return known.orElseGet(() -> sessions.write(writer -> writer.inTransaction(session -> {
            byte[] stored = new OwnerTable(session).claim(conversation, owner);
            connections.ensureSame();
            return stored;
        })));
    }

    private static Optional<byte[]> find(Session session, String conversation) {
        return new OwnerTable(session).find(conversation);
    }
}
