package io.histctl.store.postgresql;

import io.histctl.store.Sweeps;
import java.util.List;

/** Sounds that precede an expired audio id of their conversation. */
final class OldSoundRows {
    private static final String BEFORE = """
            WITH expired AS (
                SELECT t.conversation_id AS id, max(t.position) AS position
                FROM @turn t JOIN @conversation c ON c.id = t.conversation_id
                WHERE t.id_hash IS NOT NULL AND c.namespace = ? AND (t.expires_at <= ? OR NOT EXISTS (
                    SELECT 1 FROM @audio_id i WHERE i.conversation_id = t.conversation_id AND i.position = t.position))
                GROUP BY t.conversation_id)
            SELECT s.conversation_id, s.position, s.at_byte,
                coalesce(t.has_transcript, false) OR t.transcript IS NOT NULL AS has_words
            FROM expired
                JOIN @turn t ON t.conversation_id = expired.id AND t.position <= expired.position
                JOIN @turn_sound s ON s.conversation_id = t.conversation_id AND s.position = t.position
            WHERE s.kept""";

    private final Sql sql;

    OldSoundRows(Sql sql) {
        this.sql = sql;
    }

    /** A sound that precedes an expired id. */
    record OldSound(long conversationId, long position, int atByte, boolean hasWords) {}

    List<OldSound> before(Sweeps.Scope scope) {
        String name = scope.conversation();
        return sql.list(
                name == null
                        ? BEFORE
                        : BEFORE + " AND s.conversation_id = " + sql.scope().idOf(name),
                rows -> new OldSound(
                        rows.getLong("conversation_id"),
                        rows.getLong("position"),
                        rows.getInt("at_byte"),
                        rows.getBoolean("has_words")),
                sql.namespace(),
                scope.at());
    }

    /** Deletes these sounds, and their bytes unless another turn of the conversation has them. */
    void delete(List<OldSound> sounds) {
        for (OldSound sound : sounds) {
            sql.update(
                    "UPDATE @turn_sound SET kept = false WHERE conversation_id = ? AND position = ? AND at_byte = ?",
                    sound.conversationId(),
                    sound.position(),
                    sound.atByte());
        }
        sounds.stream().map(OldSound::conversationId).distinct().forEach(new SoundRows(sql)::deleteUnused);
    }
}
