package io.histctl.store.postgresql;

import io.histctl.store.ReferenceRow;
import io.histctl.store.Turns.ReferenceUse;
import io.histctl.store.jdbc.ChangeTables.Occurrence;
import java.util.List;
import java.util.Optional;

/** Looks up references in the table {@code part_reference}, across the conversations of the namespace. */
final class ReferenceRows {
    private final Sql sql;

    ReferenceRows(Sql sql) {
        this.sql = sql;
    }

    Optional<ReferenceRow.Expiry> learned(byte[] valueHash) {
        return sql.first("""
                SELECT r.* FROM @part_reference r JOIN @conversation c ON c.id = r.conversation_id
                WHERE r.value_hash = ? AND c.namespace = ?
                    AND coalesce(r.expires_at, -1) <> coalesce(r.reported_expires_at, -1) LIMIT 1""", TurnRows::expiry, valueHash, sql.namespace());
    }

    List<ReferenceUse> uses(byte[] valueHash) {
        return sql.list(
                """
                SELECT c.name, r.position, bool_or(r.value IS NULL) AS pruned
                FROM @part_reference r JOIN @conversation c ON c.id = r.conversation_id
                WHERE r.value_hash = ? AND c.namespace = ?
                GROUP BY c.id, c.name, c.began_at, r.position ORDER BY c.began_at, c.id, r.position""",
                rows -> new ReferenceUse(Sql.text(rows, "name"), rows.getLong("position"), rows.getBoolean("pruned")),
                valueHash,
                sql.namespace());
    }

    List<Occurrence> withOtherExpiry(byte[] valueHash, long expiresAt) {
        return sql.list("""
                SELECT DISTINCT r.conversation_id, c.name, r.position
                FROM @part_reference r JOIN @conversation c ON c.id = r.conversation_id
                WHERE r.value_hash = ? AND c.namespace = ? AND r.value IS NOT NULL AND coalesce(r.expires_at, -1) <> ?
                ORDER BY r.conversation_id, r.position""", TurnIdentityRows::occurrence, valueHash, sql.namespace(), expiresAt);
    }
}
