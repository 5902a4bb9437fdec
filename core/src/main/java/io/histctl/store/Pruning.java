package io.histctl.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Clears what is dead, a batch at a time. */
public final class Pruning {
    private static final String DEAD = """
            audio_id IS NOT NULL AND dies_at <= :at AND (:conversation IS NULL
                OR turn_id IN (SELECT id FROM turn WHERE conversation_id = :conversation))""";
    private static final String OLD_SOUND = """
            WITH dead AS (
                SELECT t.conversation_id AS id, max(t.position) AS position
                FROM audio a JOIN turn t ON t.id = a.turn_id
                WHERE (a.audio_id IS NULL OR a.dies_at <= :at)
                    AND (:conversation IS NULL OR t.conversation_id = :conversation)
                GROUP BY t.conversation_id)
            SELECT s.turn_id, s."offset", s.sound_id,
                ifnull((SELECT told FROM audio own WHERE own.turn_id = t.id), 0)
                    OR EXISTS (SELECT 1 FROM transcript r WHERE r.turn_id = t.id)
            FROM dead
                JOIN turn t ON t.conversation_id = dead.id AND t.position <= dead.position
                JOIN turn_sound s ON s.turn_id = t.id
            WHERE s.sound_id IS NOT NULL""";

    private final Session session;
    private final long at;
    private final @Nullable Long conversation;

    /**
     * Works within the transaction of this session.
     *
     * @param at epoch milliseconds at which ids are judged
     * @param conversation null: all
     */
    public Pruning(Session session, long at, @Nullable Long conversation) {
        this.session = session;
        this.at = at;
        this.conversation = conversation;
    }

    /**
     * A sound older than a dead id.
     *
     * @param told whether its words are kept
     */
    public record OldSound(long turnId, int offset, long soundId, boolean told) {}

    /** How many ids are dead. */
    public long countDead() {
        return session.handle()
                .createQuery("SELECT count(*) FROM audio WHERE " + DEAD)
                .bind("at", at)
                .bind("conversation", conversation)
                .mapTo(Long.class)
                .one();
    }

    /** Clears at most so many dead ids and gives how many it was. */
    public int clear(int most, long now) {
        return session.handle()
                .createUpdate("UPDATE audio SET audio_id = NULL, pruned_at = :now WHERE turn_id IN ("
                        + "SELECT turn_id FROM audio WHERE " + DEAD + " LIMIT :most)")
                .bind("at", at)
                .bind("conversation", conversation)
                .bind("most", most)
                .bind("now", now)
                .execute();
    }

    /** The sounds that are older than a dead id of their conversation. */
    public List<OldSound> oldSounds() {
        return session.handle()
                .createQuery(OLD_SOUND)
                .bind("at", at)
                .bind("conversation", conversation)
                .map((rows, context) ->
                        new OldSound(rows.getLong(1), rows.getInt(2), rows.getLong(3), rows.getBoolean(4)))
                .list();
    }

    /** Deletes these sounds, and their bytes where no other turn has them. */
    public void delete(List<OldSound> sounds) {
        for (OldSound sound : sounds) {
            session.handle()
                    .execute(
                            "UPDATE turn_sound SET sound_id = NULL WHERE turn_id = ? AND \"offset\" = ?",
                            sound.turnId(),
                            sound.offset());
        }
        new Sounds(session).deleteUnused(sounds.stream().map(OldSound::soundId).toList());
    }
}
