package io.histctl.store.postgresql;

import io.histctl.error.Remedy;
import io.histctl.error.StoreException;
import io.histctl.store.SoundContent;
import io.histctl.store.SoundRow;
import io.histctl.store.Sounds;
import io.histctl.wire.SoundData;
import java.util.Arrays;
import java.util.Objects;

/** The table {@code sound}, each content once per conversation. */
final class SoundRows implements Sounds {
    private final Sql sql;

    SoundRows(Sql sql) {
        this.sql = sql;
    }

    @Override
    public SoundContent content(SoundRow sound) {
        return sql.first(
                        "SELECT bytes, verbatim FROM @sound WHERE conversation_id = ? AND hash = ?",
                        rows -> new SoundContent(Sql.bytes(rows, "bytes"), rows.getBoolean("verbatim")),
                        Objects.requireNonNull(sound.soundId()),
                        sound.hash())
                .filter(content -> Arrays.equals(SoundData.hash(content.bytes(), content.verbatim()), sound.hash()))
                .orElseThrow(() -> new StoreException(
                        "a stored sound is missing or damaged; verify the store, and restore a backup", Remedy.VERIFY));
    }

    /** Deletes the sounds of a conversation that none of its turns has. */
    void deleteUnused(long conversationId) {
        sql.update("""
                DELETE FROM @sound s WHERE s.conversation_id = ? AND NOT EXISTS (
                    SELECT 1 FROM @turn_sound t
                    WHERE t.conversation_id = s.conversation_id AND t.hash = s.hash AND t.kept)""", conversationId);
    }
}
