package io.histctl.store;

import java.util.List;
import java.util.Optional;

/** The table {@code conversation}. */
public final class Conversations {
    private final Session session;

    /** Works within the transaction of this session. */
    public Conversations(Session session) {
        this.session = session;
    }

    /** The conversation of this name. */
    public Optional<ConversationRow> find(String name) {
        return new ExportReader(session).conversation(name);
    }

    /** An id that no conversation has. */
    public long nextId() {
        return session.statements()
                .first("SELECT ifnull(max(id), 0) + 1 FROM conversation", rows -> rows.getLong(1))
                .orElseThrow();
    }

    /** Stores a conversation that was not; the rest of it is written with {@link #update}. */
    public void create(ConversationRow row) {
        session.statements()
                .update(
                        "INSERT INTO conversation (id, name, last_at) VALUES (?, ?, ?)",
                        row.id(),
                        row.name(),
                        row.lastAt());
    }

    /** Writes what an exchange has changed. */
    public void update(ConversationRow row) {
        session.statements()
                .update(
                        """
                        UPDATE conversation
                        SET settings = ?, last_position = ?, last_block = ?, last_at = ?, last_created = ?
                        WHERE id = ?""",
                        row.settings(),
                        row.lastPosition(),
                        row.lastBlock(),
                        row.lastAt(),
                        row.lastCreated(),
                        row.id());
    }

    /** The names of all conversations in the order in which they began. */
    public List<String> names() {
        return session.handle()
                .createQuery("SELECT name FROM conversation ORDER BY id")
                .map((rows, context) -> Statements.text(rows, 1))
                .list();
    }

    /** Deletes a conversation with all that belongs to it, and sound that nobody else has. */
    public void delete(long id) {
        List<Long> sounds =
                session.handle().createQuery("""
                        SELECT DISTINCT sound_id FROM turn_sound JOIN turn ON turn.id = turn_id
                        WHERE conversation_id = ? AND sound_id IS NOT NULL""").bind(0, id).mapTo(Long.class).list();
        session.handle().execute("DELETE FROM conversation WHERE id = ?", id);
        new Sounds(session).deleteUnused(sounds);
    }
}
