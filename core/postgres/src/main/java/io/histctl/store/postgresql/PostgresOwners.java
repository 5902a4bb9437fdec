package io.histctl.store.postgresql;

import io.histctl.store.Owners;
import java.util.Optional;

/** The table {@code owner}. */
final class PostgresOwners implements Owners {
    private final PostgresStorage storage;

    PostgresOwners(PostgresStorage storage) {
        this.storage = storage;
    }

    @Override
    public byte[] claim(String conversation, byte[] owner) {
        return find(conversation)
                .orElseGet(() -> storage.transaction(sql -> {
                    long id = storage.scope().idOf(conversation);
                    sql.update(
                            "INSERT INTO @owner (conversation_id, key_hmac) VALUES (?, ?) ON CONFLICT DO NOTHING",
                            id,
                            owner);
                    return find(sql, id).orElseThrow();
                }));
    }

    @Override
    public Optional<byte[]> find(String conversation) {
        return storage.snapshot(sql -> find(sql, storage.scope().idOf(conversation)));
    }

    private static Optional<byte[]> find(Sql sql, long id) {
        return sql.first(
                "SELECT key_hmac FROM @owner WHERE conversation_id = ?", rows -> Sql.bytes(rows, "key_hmac"), id);
    }
}
