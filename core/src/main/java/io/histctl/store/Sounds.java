package io.histctl.store;

import java.util.List;
import org.jdbi.v3.core.Handle;

/** The tables {@code sound} and {@code turn_sound}: bytes once per content, and where they belong. */
public final class Sounds {
    private final Handle handle;

    /** Works within the transaction of this handle. */
    public Sounds(Handle handle) {
        this.handle = handle;
    }

    /**
     * A sound's bytes.
     *
     * @param verbatim whether they are the JSON member's text and not decoded base64
     */
    public record Content(byte[] bytes, boolean verbatim) {}

    /** Keeps the bytes, once per content, and gives their id. */
    public long put(byte[] hash, byte[] bytes, boolean verbatim) {
        return handle.createQuery("SELECT id FROM sound WHERE hash = ?")
                .bind(0, hash)
                .mapTo(Long.class)
                .findOne()
                .orElseGet(() -> handle.createQuery(
                                "INSERT INTO sound (hash, bytes, verbatim) VALUES (?, ?, ?) RETURNING id")
                        .bind(0, hash)
                        .bind(1, bytes)
                        .bind(2, verbatim)
                        .mapTo(Long.class)
                        .one());
    }

    /** Notes where in a turn a sound belongs. */
    public void link(long turnId, SoundRow row) {
        handle.createUpdate("""
                        INSERT INTO turn_sound (turn_id, "offset", sound_id, hash, format, sound_bytes, millis)
                        VALUES (:turnId, :offset, :soundId, :hash, :format, :soundBytes, :millis)""").bind("turnId", turnId).bindMethods(row).execute();
    }

    /** Forgets a turn's sounds, whose message is written anew. */
    public void unlink(long turnId) {
        List<Long> sounds = handle.createQuery("DELETE FROM turn_sound WHERE turn_id = ? RETURNING ifnull(sound_id, 0)")
                .bind(0, turnId)
                .mapTo(Long.class)
                .list();
        deleteUnused(sounds);
    }

    /** The bytes of a sound. */
    public Content read(long soundId) {
        return new ExportReader(handle.getConnection()).sound(soundId);
    }

    void deleteUnused(List<Long> sounds) {
        for (Long sound : sounds) {
            handle.execute(
                    "DELETE FROM sound WHERE id = ? AND NOT EXISTS (SELECT 1 FROM turn_sound WHERE sound_id = sound.id)",
                    sound);
        }
    }
}
