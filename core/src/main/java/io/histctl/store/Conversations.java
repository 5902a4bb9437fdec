package io.histctl.store;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/** The table {@code conversation}. */
public final class Conversations {
    private static final String COLUMNS = "id, name, settings, last_position, last_block, last_at, last_created";
    private static final RowMapper<ConversationRow> ROW = (rows, context) -> {
        long created = rows.getLong(7);
        return new ConversationRow(
                rows.getLong(1),
                rows.getString(2),
                rows.getBytes(3),
                rows.getLong(4),
                rows.getLong(5),
                rows.getLong(6),
                rows.wasNull() ? null : created);
    };

    private final Handle handle;

    /** Works within the transaction of this handle. */
    public Conversations(Handle handle) {
        this.handle = handle;
    }

    /** The conversation of this name. */
    public Optional<ConversationRow> find(String name) {
        return new ExportReader(handle.getConnection()).conversation(name);
    }

    /** Makes a conversation that has no turns yet. */
    public ConversationRow create(String name, long at) {
        return handle.createQuery("INSERT INTO conversation (name, last_at) VALUES (?, ?) RETURNING " + COLUMNS)
                .bind(0, name)
                .bind(1, at)
                .map(ROW)
                .one();
    }

    /** Writes what an exchange has changed. */
    public void update(ConversationRow row) {
        handle.createUpdate("""
                        UPDATE conversation
                        SET settings = :settings, last_position = :lastPosition, last_block = :lastBlock,
                            last_at = max(last_at, :lastAt), last_created = :lastCreated
                        WHERE id = :id""").bindMethods(row).execute();
    }

    /** The newest {@code created} of any reply, in epoch milliseconds; null where there is none. */
    public @Nullable Long newestCreated(long id) {
        return handle.createQuery("SELECT last_created FROM conversation WHERE id = ?")
                .bind(0, id)
                .mapTo(Long.class)
                .findOne()
                .orElse(null);
    }

    /** The names of all conversations in the order in which they began. */
    public List<String> names() {
        return handle.createQuery("SELECT name FROM conversation ORDER BY id")
                .mapTo(String.class)
                .list();
    }

    /** Deletes a conversation with all that belongs to it, and sound that nobody else has. */
    public void delete(long id) {
        List<Long> sounds =
                handle.createQuery("""
                        SELECT DISTINCT sound_id FROM turn_sound JOIN turn ON turn.id = turn_id
                        WHERE conversation_id = ? AND sound_id IS NOT NULL""").bind(0, id).mapTo(Long.class).list();
        handle.execute("DELETE FROM conversation WHERE id = ?", id);
        new Sounds(handle).deleteUnused(sounds);
    }
}
