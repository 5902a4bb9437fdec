package io.histctl.store.jdbc;

import io.histctl.store.AudioIds;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** When audio ids expire, by the index of ids that were not pruned. */
final class AudioTable implements AudioIds {
    private final Handle handle;

    AudioTable(Session session) {
        this.handle = session.handle();
    }

    @Override
    public List<ExpiringId> expiringBetween(long after, long until, int limit) {
        return handle.createQuery("""
                        SELECT c.name, t.position, a.audio_id, a.expires_at,
                            CASE WHEN a.reported_expires_at IS NULL THEN 1 ELSE 0 END AS estimated
                        FROM audio a JOIN turn t ON t.id = a.turn_id JOIN conversation c ON c.id = t.conversation_id
                        WHERE a.audio_id IS NOT NULL AND a.expires_at > :after AND a.expires_at <= :until
                        ORDER BY a.expires_at LIMIT :limit""")
                .bind("after", after)
                .bind("until", until)
                .bind("limit", limit)
                .map((rows, context) -> new ExpiringId(
                        Statements.text(rows, "name"),
                        rows.getLong("position"),
                        Statements.text(rows, "audio_id"),
                        rows.getLong("expires_at"),
                        rows.getBoolean("estimated")))
                .list();
    }

    @Override
    public List<ConversationExpiry> conversations(long at, @Nullable Long expiringUntil, int limit) {
        return handle.createQuery("""
                        WITH usable AS (
                            SELECT t.conversation_id AS id, count(*) AS ids, min(a.expires_at) AS first_expiry,
                                max(a.expires_at) AS last_expiry
                            FROM audio a JOIN turn t ON t.id = a.turn_id
                            WHERE a.audio_id IS NOT NULL AND a.expires_at > :at
                            GROUP BY t.conversation_id)
                        SELECT c.name, c.turn_count, c.last_at, coalesce(usable.ids, 0) AS ids,
                            usable.first_expiry, usable.last_expiry
                        FROM conversation c LEFT JOIN usable ON usable.id = c.id
                        WHERE CAST(:until AS bigint) IS NULL OR usable.first_expiry <= :until
                        ORDER BY c.last_at DESC, c.id DESC LIMIT :limit""")
                .bind("at", at)
                .bind("until", expiringUntil)
                .bind("limit", limit)
                .map((rows, context) -> new ConversationExpiry(
                        Statements.text(rows, "name"),
                        rows.getLong("turn_count"),
                        rows.getLong("last_at"),
                        rows.getLong("ids"),
                        Statements.whole(rows, "first_expiry"),
                        Statements.whole(rows, "last_expiry")))
                .list();
    }
}
