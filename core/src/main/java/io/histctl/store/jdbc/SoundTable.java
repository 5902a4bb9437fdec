package io.histctl.store.jdbc;

import io.histctl.error.Remedy;
import io.histctl.error.StoreException;
import io.histctl.store.SoundContent;
import io.histctl.store.SoundRow;
import io.histctl.store.Sounds;
import io.histctl.wire.SoundData;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The tables {@code sound}, each content once, and {@code turn_sound}, which links it to turns. */
final class SoundTable implements Sounds {
    private final Statements statements;

    SoundTable(Statements statements) {
        this.statements = statements;
    }

    @Override
    public SoundContent content(SoundRow sound) {
        Optional<SoundContent> found = statements.first(
                "SELECT bytes, verbatim FROM sound WHERE id = ?",
                rows -> new SoundContent(Statements.bytes(rows, "bytes"), rows.getBoolean("verbatim")),
                Objects.requireNonNull(sound.soundId()));
        return found.filter(content -> Arrays.equals(SoundData.hash(content.bytes(), content.verbatim()), sound.hash()))
                .orElseThrow(() -> new StoreException(
                        "a stored sound is missing or damaged; verify the store, and restore a backup", Remedy.VERIFY));
    }

    /** Keeps the bytes, once per content, and returns their id. */
    long put(byte[] hash, byte[] bytes, boolean verbatim) {
        return statements
                .first("SELECT id FROM sound WHERE hash = ?", rows -> rows.getLong("id"), (Object) hash)
                .orElseGet(() -> statements.insert(
                        "INSERT INTO sound (hash, bytes, verbatim) VALUES (?, ?, ?) RETURNING id",
                        hash,
                        bytes,
                        verbatim));
    }

    /** The stored sounds of a conversation's turns through a position. */
    List<Long> of(long conversationId, long through) {
        return statements.list("""
                SELECT DISTINCT sound_id FROM turn_sound JOIN turn ON turn.id = turn_id
                WHERE conversation_id = ? AND position <= ? AND sound_id IS NOT NULL""", Integer.MAX_VALUE, rows -> rows.getLong("sound_id"), conversationId, through);
    }

    /** Deletes the links of a turn whose message is rewritten. */
    void unlink(long turnId) {
        List<Long> linked = statements.list(
                "SELECT sound_id FROM turn_sound WHERE turn_id = ? AND sound_id IS NOT NULL",
                Integer.MAX_VALUE,
                rows -> rows.getLong("sound_id"),
                turnId);
        statements.update("DELETE FROM turn_sound WHERE turn_id = ?", turnId);
        deleteUnused(linked);
    }

    /** Deletes those of these sounds that no turn has. */
    void deleteUnused(List<Long> sounds) {
        for (Long sound : sounds) {
            statements.update(
                    "DELETE FROM sound WHERE id = ? AND NOT EXISTS (SELECT 1 FROM turn_sound WHERE sound_id = sound.id)",
                    sound);
        }
    }
}
