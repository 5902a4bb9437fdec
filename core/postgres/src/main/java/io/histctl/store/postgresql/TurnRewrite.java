package io.histctl.store.postgresql;

import io.histctl.store.StoredTurn;
import io.histctl.wire.SoundData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rewrites turns that are stored already. */
final class TurnRewrite {
    private final Sql sql;

    TurnRewrite(Sql sql) {
        this.sql = sql;
    }

    /** Rewrites a turn with its audio id and references, and words, but without its sounds. */
    void put(long conversationId, StoredTurn turn, String text, long writeId) {
        List<StoredTurn> one = List.of(turn);
        run(
                "INSERT INTO @turn (conversation_id, write_id, " + Column.names(TurnColumns.ALL)
                        + ") SELECT ?::bigint, ?::bigint, v.* FROM " + Column.unnest(TurnColumns.ALL)
                        + " v ON CONFLICT (conversation_id, position) DO UPDATE SET "
                        + Column.assignments(TurnColumns.ALL),
                TurnColumns.ALL,
                one,
                conversationId,
                writeId);
        delete("@turn_text", conversationId, turn.position());
        run(
                "INSERT INTO @turn_text (conversation_id, " + Column.names(ChildColumns.TURN_TEXT)
                        + ") SELECT ?::bigint, v.* FROM " + Column.unnest(ChildColumns.TURN_TEXT) + " v",
                ChildColumns.TURN_TEXT,
                text.isEmpty() ? List.of() : List.of(new ChildColumns.Words(turn.position(), text)),
                conversationId);
        delete("@audio_id", conversationId, turn.position());
        run(
                "INSERT INTO @audio_id (conversation_id, namespace, " + Column.names(ChildColumns.AUDIO_ID)
                        + ") SELECT ?::bigint, ?::text, v.* FROM " + Column.unnest(ChildColumns.AUDIO_ID) + " v",
                ChildColumns.AUDIO_ID,
                NewRows.audioIds(one),
                conversationId,
                sql.namespace());
        delete("@part_reference", conversationId, turn.position());
        run(
                "INSERT INTO @part_reference (conversation_id, " + Column.names(ChildColumns.PART_REFERENCE)
                        + ") SELECT ?::bigint, v.* FROM " + Column.unnest(ChildColumns.PART_REFERENCE) + " v",
                ChildColumns.PART_REFERENCE,
                NewRows.references(one),
                conversationId);
    }

    /** Replaces the sounds of a turn. */
    void putSounds(long conversationId, StoredTurn turn, List<SoundData> data) {
        List<ChildColumns.Sound> sounds = NewRows.sounds(turn, data);
        delete("@turn_sound", conversationId, turn.position());
        run(
                "INSERT INTO @turn_sound (conversation_id, " + Column.names(ChildColumns.TURN_SOUND)
                        + ") SELECT ?::bigint, v.* FROM " + Column.unnest(ChildColumns.TURN_SOUND) + " v",
                ChildColumns.TURN_SOUND,
                sounds,
                conversationId);
        run(
                "INSERT INTO @sound (conversation_id, " + Column.names(ChildColumns.SOUND)
                        + ") SELECT ?::bigint, v.* FROM " + Column.unnest(ChildColumns.SOUND)
                        + " v ON CONFLICT DO NOTHING",
                ChildColumns.SOUND,
                sounds,
                conversationId);
        new SoundRows(sql).deleteUnused(conversationId);
    }

    private void delete(String table, long conversationId, long position) {
        sql.update("DELETE FROM " + table + " WHERE conversation_id = ? AND position = ?", conversationId, position);
    }

    private <R> void run(String statement, List<Column<R>> columns, List<R> rows, Object... first) {
        if (rows.isEmpty()) {
            return;
        }
        List<@Nullable Object> arguments = new ArrayList<>(Arrays.asList(first));
        columns.forEach(column -> arguments.add(column.array(sql.connection(), rows)));
        sql.update(statement, arguments.toArray());
    }
}
