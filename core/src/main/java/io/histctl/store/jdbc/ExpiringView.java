package io.histctl.store.jdbc;

import io.histctl.store.Expiries;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The view {@code expiring}: everything that expires and was not pruned. */
final class ExpiringView implements Expiries {
    private final Handle handle;

    ExpiringView(Session session) {
        this.handle = session.handle();
    }

    @Override
    public List<Expiring> between(long after, long until, int limit) {
        return handle.createQuery("""
                        SELECT c.name, t.position, e.kind, e.value, e.expires_at, e.estimated
                        FROM (
                            SELECT * FROM expiring WHERE expires_at > :after AND expires_at <= :until
                            ORDER BY expires_at LIMIT :limit) e
                            JOIN turn t ON t.id = e.turn_id JOIN conversation c ON c.id = t.conversation_id
                        ORDER BY e.expires_at, t.id""")
                .bind("after", after)
                .bind("until", until)
                .bind("limit", limit)
                .map((rows, context) -> new Expiring(
                        Statements.text(rows, "name"),
                        rows.getLong("position"),
                        Statements.text(rows, "kind"),
                        Statements.text(rows, "value"),
                        rows.getLong("expires_at"),
                        rows.getBoolean("estimated")))
                .list();
    }

    @Override
    public List<ConversationExpiry> conversations(long at, @Nullable Long expiringUntil, int limit) {
        return handle.createQuery("""
                        WITH usable AS (
                            SELECT t.conversation_id AS id, count(*) AS ids, min(e.expires_at) AS first_expiry,
                                max(e.expires_at) AS last_expiry
                            FROM expiring e JOIN turn t ON t.id = e.turn_id
                            WHERE e.expires_at > :at
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
