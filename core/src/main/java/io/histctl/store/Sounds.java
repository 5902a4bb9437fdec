package io.histctl.store;

import java.util.List;

/** The tables {@code sound} and {@code turn_sound}: bytes once per content, and where they belong. */
public final class Sounds {
    private final Session session;

    /** Works within the transaction of this session. */
    public Sounds(Session session) {
        this.session = session;
    }

    /**
     * A sound's bytes.
     *
     * @param verbatim whether they are the JSON member's text and not decoded base64
     */
    public record Content(byte[] bytes, boolean verbatim) {}

    /** Keeps the bytes, once per content, and gives their id. */
    public long put(byte[] hash, byte[] bytes, boolean verbatim) {
        Statements statements = session.statements();
        return statements
                .first("SELECT id FROM sound WHERE hash = ?", rows -> rows.getLong(1), (Object) hash)
                .orElseGet(() -> statements.insert(
                        "INSERT INTO sound (hash, bytes, verbatim) VALUES (?, ?, ?) RETURNING id",
                        hash,
                        bytes,
                        verbatim));
    }

    /** Notes where in a turn a sound belongs. */
    public void link(long turnId, SoundRow row) {
        session.statements()
                .update(
                        """
                        INSERT INTO turn_sound (turn_id, "offset", hash, format, sound_bytes, millis, sound_id)
                        VALUES (?, ?, ?, ?, ?, ?, ?)""",
                        turnId,
                        row.offset(),
                        row.hash(),
                        row.format(),
                        row.soundBytes(),
                        row.millis(),
                        row.soundId());
    }

    /** Forgets a turn's sounds, whose message is written anew. */
    public void unlink(long turnId) {
        List<Long> sounds = session.handle()
                .createQuery("DELETE FROM turn_sound WHERE turn_id = ? RETURNING ifnull(sound_id, 0)")
                .bind(0, turnId)
                .mapTo(Long.class)
                .list();
        deleteUnused(sounds);
    }

    /** The bytes of a sound. */
    public Content read(long soundId) {
        return new ExportReader(session).sound(soundId);
    }

    void deleteUnused(List<Long> sounds) {
        for (Long sound : sounds) {
            session.handle()
                    .execute(
                            "DELETE FROM sound WHERE id = ? AND NOT EXISTS (SELECT 1 FROM turn_sound WHERE sound_id = sound.id)",
                            sound);
        }
    }
}
