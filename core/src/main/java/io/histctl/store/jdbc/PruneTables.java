package io.histctl.store.jdbc;

import io.histctl.store.Sweeps;
import java.util.List;
import org.apiguardian.api.API;

/** Clears what has expired, a batch at a time. */
@API(status = API.Status.INTERNAL)
public final class PruneTables {
    private static final String OLD_SOUND = """
            WITH expired AS (
                SELECT t.conversation_id AS id, max(t.position) AS position
                FROM audio a JOIN turn t ON t.id = a.turn_id JOIN conversation c ON c.id = t.conversation_id
                WHERE (a.audio_id IS NULL OR a.expires_at <= ?)
                    AND (CAST(? AS text) IS NULL OR c.name = ?)
                GROUP BY t.conversation_id)
            SELECT s.turn_id, s."offset", s.sound_id,
                CASE WHEN coalesce((SELECT has_transcript FROM audio own WHERE own.turn_id = t.id), 0) = 1
                    OR EXISTS (SELECT 1 FROM transcript r WHERE r.turn_id = t.id) THEN 1 ELSE 0 END AS has_words
            FROM expired
                JOIN turn t ON t.conversation_id = expired.id AND t.position <= expired.position
                JOIN turn_sound s ON s.turn_id = t.id
            WHERE s.sound_id IS NOT NULL""";

    private final Session session;
    private final Sweeps.Scope scope;

    /** Works within the transaction of a session. */
    public PruneTables(Session session, Sweeps.Scope scope) {
        this.session = session;
        this.scope = scope;
    }

    /** A sound that precedes an expired id. */
    public record OldSound(long turnId, int offset, long soundId, boolean hasWords) {}

    /** A table of what expires. */
    public enum Expiring {
        /** Audio ids. */
        AUDIO_IDS("audio", "audio_id"),
        /** URLs and ids of images and files. */
        REFERENCES("part_reference", "value");

        private final String table;
        private final String column;

        Expiring(String table, String column) {
            this.table = table;
            this.column = column;
        }

        private String expired() {
            return column + " IS NOT NULL AND " + """
                    expires_at <= ? AND (CAST(? AS text) IS NULL
                        OR turn_id IN (SELECT t.id FROM turn t JOIN conversation c ON c.id = t.conversation_id
                            WHERE c.name = ?))""";
        }
    }

    /** How many have expired. */
    public long countExpired(Expiring what) {
        return session.statements()
                .first(
                        "SELECT count(*) FROM " + what.table + " WHERE " + what.expired(),
                        rows -> rows.getLong(1),
                        scope.at(),
                        scope.conversation(),
                        scope.conversation())
                .orElseThrow();
    }

    /** Clears those of at most {@code limit} turns and returns how many. */
    public int clear(Expiring what, int limit, long now) {
        return session.statements()
                .update(
                        "UPDATE " + what.table + " SET " + what.column + " = NULL, pruned_at = ? WHERE " + what.column
                                + " IS NOT NULL AND expires_at <= ? AND turn_id IN (SELECT turn_id FROM " + what.table
                                + " WHERE " + what.expired() + " LIMIT ?)",
                        now,
                        scope.at(),
                        scope.at(),
                        scope.conversation(),
                        scope.conversation(),
                        limit);
    }

    /** The sounds that precede an expired id of their conversation. */
    public List<OldSound> oldSounds() {
        return session.statements()
                .list(
                        OLD_SOUND,
                        Integer.MAX_VALUE,
                        rows -> new OldSound(
                                rows.getLong("turn_id"),
                                rows.getInt("offset"),
                                rows.getLong("sound_id"),
                                rows.getBoolean("has_words")),
                        scope.at(),
                        scope.conversation(),
                        scope.conversation());
    }

    /** Deletes these sounds, and their bytes unless another turn has them. */
    public void delete(List<OldSound> sounds) {
        for (OldSound sound : sounds) {
            session.statements()
                    .update(
                            "UPDATE turn_sound SET sound_id = NULL WHERE turn_id = ? AND \"offset\" = ?",
                            sound.turnId(),
                            sound.offset());
        }
        new SoundTable(session.statements())
                .deleteUnused(sounds.stream().map(OldSound::soundId).toList());
    }
}
