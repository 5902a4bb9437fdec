package io.histctl.store.jdbc;

import java.util.Optional;

/** The table {@code owner}. */
public final class OwnerTable {
    private final Statements statements;

    /** Reads and writes within the transaction of a session. */
    public OwnerTable(Session session) {
        this.statements = session.statements();
    }

    /** The owner of a conversation. */
    public Optional<byte[]> find(String conversation) {
        return statements.first(
                "SELECT key_hmac FROM owner WHERE conversation = ?",
                rows -> Statements.bytes(rows, "key_hmac"),
                conversation);
    }

    /** The owner of a conversation, which is this one if it had none. */
    public byte[] claim(String conversation, byte[] owner) {
        statements.update(
                "INSERT INTO owner (conversation, key_hmac) VALUES (?, ?) ON CONFLICT DO NOTHING", conversation, owner);
        return find(conversation).orElseThrow();
    }

    /** Moves a claim to another name, in place of a claim to that name. */
    void move(String from, String to) {
        release(to);
        statements.update("UPDATE owner SET conversation = ? WHERE conversation = ?", to, from);
    }

    /** Leaves a conversation without an owner. */
    void release(String conversation) {
        statements.update("DELETE FROM owner WHERE conversation = ?", conversation);
    }
}
