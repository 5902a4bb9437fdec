package io.histctl.store.jdbc;

import io.histctl.store.ReferenceRow;
import io.histctl.store.ReferenceRow.Expiry;
import io.histctl.store.Turns.ReferenceUse;
import io.histctl.store.jdbc.ChangeTables.Occurrence;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table {@code part_reference}: what the parts of turns refer to, and when it expires. */
final class ReferenceTable {
    private static final String PUT = """
            INSERT INTO part_reference (turn_id, part, kind, value, value_hash, query_offset, reported_expires_at,
                expires_at, gone_at, pruned_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (turn_id, part) DO UPDATE
            SET value = excluded.value, value_hash = excluded.value_hash, query_offset = excluded.query_offset,
                reported_expires_at = excluded.reported_expires_at, expires_at = excluded.expires_at,
                gone_at = excluded.gone_at, pruned_at = excluded.pruned_at""";

    private final Statements statements;

    ReferenceTable(Statements statements) {
        this.statements = statements;
    }

    List<ReferenceRow> of(long turnId) {
        List<ReferenceRow> rows = new ArrayList<>();
        statements.each(
                "SELECT * FROM part_reference WHERE turn_id = ? ORDER BY part", found -> rows.add(row(found)), turnId);
        return rows;
    }

    void put(long turnId, List<ReferenceRow> rows) {
        for (ReferenceRow row : rows) {
            Expiry expiry = row.expiry();
            statements.update(
                    PUT,
                    turnId,
                    row.part(),
                    row.kind(),
                    row.value(),
                    row.valueHash(),
                    row.queryOffset(),
                    expiry.reportedAt(),
                    expiry.at(),
                    expiry.goneAt(),
                    expiry.prunedAt());
        }
    }

    /** What was learned of a value since it was recorded, from any turn that has it. */
    Optional<Expiry> learned(byte[] valueHash) {
        return statements.first("""
                SELECT * FROM part_reference
                WHERE value_hash = ? AND coalesce(expires_at, -1) <> coalesce(reported_expires_at, -1) LIMIT 1""", rows -> row(rows).expiry(), (Object) valueHash);
    }

    /** The turns of any conversation that contain a value, or did until it was pruned. */
    List<ReferenceUse> uses(byte[] valueHash) {
        return statements.list(
                """
                SELECT c.name, t.position, max(CASE WHEN r.value IS NULL THEN 1 ELSE 0 END) AS pruned
                FROM part_reference r JOIN turn t ON t.id = r.turn_id JOIN conversation c ON c.id = t.conversation_id
                WHERE r.value_hash = ? GROUP BY c.id, c.name, t.position ORDER BY c.id, t.position""",
                Integer.MAX_VALUE,
                rows -> new ReferenceUse(
                        Statements.text(rows, "name"), rows.getLong("position"), rows.getBoolean("pruned")),
                (Object) valueHash);
    }

    /** The turns of any conversation with a value whose expiry is not this one. */
    List<Occurrence> withOtherExpiry(byte[] valueHash, long expiresAt) {
        return statements.list("""
                SELECT DISTINCT t.conversation_id, c.name, t.position
                FROM part_reference r JOIN turn t ON t.id = r.turn_id JOIN conversation c ON c.id = t.conversation_id
                WHERE r.value_hash = ? AND r.value IS NOT NULL AND coalesce(r.expires_at, -1) <> ?
                ORDER BY t.conversation_id, t.position""", Integer.MAX_VALUE, ReferenceTable::occurrence, valueHash, expiresAt);
    }

    private static Occurrence occurrence(ResultSet rows) throws SQLException {
        return new Occurrence(rows.getLong("conversation_id"), Statements.text(rows, "name"), rows.getLong("position"));
    }

    private static ReferenceRow row(ResultSet rows) throws SQLException {
        Long offset = Statements.whole(rows, "query_offset");
        return new ReferenceRow(
                rows.getInt("part"),
                Statements.text(rows, "kind"),
                Statements.textOrNull(rows, "value"),
                Statements.bytes(rows, "value_hash"),
                intOrNull(offset),
                new Expiry(
                        Statements.whole(rows, "reported_expires_at"),
                        Statements.whole(rows, "expires_at"),
                        Statements.whole(rows, "gone_at"),
                        Statements.whole(rows, "pruned_at")));
    }

    private static @Nullable Integer intOrNull(@Nullable Long value) {
        return value == null ? null : (Integer) value.intValue();
    }
}
