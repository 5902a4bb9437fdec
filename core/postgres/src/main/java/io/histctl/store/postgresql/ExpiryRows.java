package io.histctl.store.postgresql;

import io.histctl.store.Expiries;
import java.util.List;

/** What expires, over the tables {@code audio_id} and {@code part_reference}. */
final class ExpiryRows implements Expiries {
    private static final String BETWEEN = """
            SELECT c.name, e.position, e.kind, e.value, e.expires_at, e.estimated FROM (
                (SELECT conversation_id, position, 'audio_id' AS kind, value, expires_at, estimated
                FROM @audio_id WHERE namespace = ? AND expires_at > ? AND expires_at <= ?
                ORDER BY expires_at LIMIT ?)
                UNION ALL
                (SELECT r.conversation_id, r.position, r.kind, r.value, r.expires_at, false
                FROM @part_reference r JOIN @conversation o ON o.id = r.conversation_id
                WHERE o.namespace = ? AND r.value IS NOT NULL AND r.expires_at > ? AND r.expires_at <= ?
                ORDER BY r.expires_at LIMIT ?)) e
            JOIN @conversation c ON c.id = e.conversation_id
            ORDER BY e.expires_at, c.began_at, c.id, e.position LIMIT ?""";
    private final Sql sql;

    ExpiryRows(Sql sql) {
        this.sql = sql;
    }

    @Override
    public List<Expiring> between(long after, long until, int limit) {
        return sql.list(
                BETWEEN,
                rows -> new Expiring(
                        Sql.text(rows, "name"),
                        rows.getLong("position"),
                        rows.getString("kind"),
                        Sql.text(rows, "value"),
                        rows.getLong("expires_at"),
                        rows.getBoolean("estimated")),
                sql.namespace(),
                after,
                until,
                limit,
                sql.namespace(),
                after,
                until,
                limit,
                limit);
    }
}
