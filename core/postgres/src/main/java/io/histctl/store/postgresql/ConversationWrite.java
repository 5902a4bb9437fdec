package io.histctl.store.postgresql;

import io.histctl.store.Derived;
import io.histctl.store.StoredConversation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one statement that writes an exchange: it compares and sets the revision of the conversation, and inserts all rows of
 * its new turns only if the revision was still the one that was read.
 */
final class ConversationWrite {
    private static final String UPDATE = """
            UPDATE @conversation SET settings = ?, last_position = ?, instructions_version = ?, last_at = ?,
                last_created = ?, forgotten_through = ?, turn_count = ?, content_sum = ?, content_hash = ?,
                revision = revision + 1
            WHERE id = ? AND namespace || '' = ? AND revision = ?""";
    private static final String INSERT = """
            INSERT INTO @conversation (settings, last_position, instructions_version, last_at, last_created,
                forgotten_through, turn_count, content_sum, content_hash, id, namespace, name, derived_by, created_at,
                revision, began_at)
            SELECT ?::bytea, ?::bigint, ?::bigint, ?::bigint, ?::bigint, ?::bigint, ?::bigint, ?::bigint, ?::bytea,
                ?::bigint, ?::text, ?::bytea, ?::integer, ?::bigint, 1,
                (extract(epoch FROM clock_timestamp()) * 1000000)::bigint
            WHERE true""";

    private final Sql sql;
    private final StoredConversation row;
    private final StringBuilder statement = new StringBuilder("WITH c AS (");
    private final List<@Nullable Object> arguments = new ArrayList<>();

    ConversationWrite(Sql sql, StoredConversation row, boolean begins, @Nullable Assumptions assumptions) {
        this.sql = sql;
        this.row = row;
        statement.append(begins ? INSERT : UPDATE);
        addValues();
        if (begins) {
            arguments.addAll(List.of(row.id(), sql.namespace(), row.name(), Derived.VERSION, row.lastAt()));
        } else {
            arguments.addAll(List.of(row.id(), sql.namespace(), row.extent().revision()));
        }
        if (assumptions != null) {
            assumptions.verify(statement, arguments, row.id(), sql);
        }
        statement.append(begins ? " ON CONFLICT DO NOTHING RETURNING id)" : " RETURNING id)");
    }

    private void addValues() {
        StoredConversation.Extent extent = row.extent();
        arguments.add(row.settings());
        arguments.add(row.lastPosition());
        arguments.add(row.instructionsVersion());
        arguments.add(row.lastAt());
        arguments.add(row.lastCreated());
        arguments.add(extent.forgottenThrough());
        arguments.add(extent.turns());
        arguments.add(extent.sum());
        arguments.add(row.contentHash());
    }

    /** Adds the rows of new turns. */
    ConversationWrite with(NewRows rows, long writeId) {
        insert("t", "@turn", "write_id, ", "?::bigint, ", List.of(writeId), TurnColumns.ALL, rows.turns());
        insert(
                "i",
                "@audio_id",
                "namespace, ",
                "?::text, ",
                List.of(sql.namespace()),
                ChildColumns.AUDIO_ID,
                rows.audioIds());
        insert("x", "@turn_text", "", "", List.of(), ChildColumns.TURN_TEXT, rows.words());
        insert("r", "@part_reference", "", "", List.of(), ChildColumns.PART_REFERENCE, rows.references());
        insert("s", "@turn_sound", "", "", List.of(), ChildColumns.TURN_SOUND, rows.turnSounds());
        insert("b", "@sound", "", "", List.of(), ChildColumns.SOUND, rows.contents());
        return this;
    }

    private <R> void insert(
            String name,
            String table,
            String fixedNames,
            String fixedValues,
            List<Object> fixed,
            List<Column<R>> columns,
            List<R> rows) {
        if (rows.isEmpty()) {
            return;
        }
        statement
                .append(", ")
                .append(name)
                .append(" AS (INSERT INTO ")
                .append(table)
                .append(" (conversation_id, ")
                .append(fixedNames)
                .append(Column.names(columns))
                .append(") SELECT c.id, ")
                .append(fixedValues)
                .append("v.* FROM c, ")
                .append(Column.unnest(columns))
                .append(" v")
                .append(table.equals("@sound") ? " ON CONFLICT DO NOTHING)" : ")");
        arguments.addAll(fixed);
        columns.forEach(column -> arguments.add(column.array(sql.connection(), rows)));
    }

    /**
     * Writes it.
     *
     * @param durable whether to wait until it is durable
     * @return the outcome
     */
    Outcome run(boolean durable) {
        statement.append(
                " SELECT (SELECT count(*) FROM c) AS written, (SELECT revision FROM @conversation WHERE id = ?) AS revision");
        arguments.add(row.id());
        if (!durable) {
            statement.append(", set_config('synchronous_commit', 'off', true)");
        }
        return sql.first(
                        statement.toString(),
                        rows -> new Outcome(rows.getInt("written") == 1, Sql.whole(rows, "revision")),
                        arguments.toArray())
                .orElseThrow();
    }

    /**
     * Whether the change was written.
     *
     * @param revision of the conversation before the statement; null if there was none
     */
    record Outcome(boolean written, @Nullable Long revision) {}
}
