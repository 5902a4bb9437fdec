package io.histctl.store.jdbc;

import io.histctl.store.Expiries;
import java.util.List;
import org.jdbi.v3.core.Handle;

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
}
