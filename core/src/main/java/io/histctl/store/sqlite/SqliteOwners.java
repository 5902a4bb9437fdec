package io.histctl.store.sqlite;

import io.histctl.store.Owners;
import io.histctl.store.jdbc.OwnerTable;
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
        return find(conversation)
                .orElseGet(() -> sessions.write(writer -> writer.inTransaction(session -> {
                    byte[] stored = new OwnerTable(session).claim(conversation, owner);
                    connections.ensureSame();
                    return stored;
                })));
    }

    @Override
    public Optional<byte[]> find(String conversation) {
        return sessions.read(session -> session.inTransaction(now -> new OwnerTable(now).find(conversation)));
    }
}
