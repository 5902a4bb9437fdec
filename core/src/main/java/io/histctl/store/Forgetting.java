package io.histctl.store;

import java.util.List;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Deletes turns for good, the oldest of a conversation first. Instructions in force stay. */
public final class Forgetting {
    private static final String IN_FORCE = """
            role IN ('system', 'developer') AND replaced = 0 AND (block IS NULL
                OR block = (SELECT last_block FROM conversation c WHERE c.id = turn.conversation_id))""";

    private final Session session;
    private final Handle handle;

    /** Works within the transaction of this session. */
    public Forgetting(Session session) {
        this.session = session;
        this.handle = session.handle();
    }

    /**
     * The conversations whose oldest turn was said before a moment.
     *
     * @param before epoch milliseconds
     * @param name the only one that counts; null: all
     */
    public List<String> conversations(long before, @Nullable String name) {
        return handle.createQuery("""
                        SELECT name FROM conversation c
                        WHERE (:name IS NULL OR name = :name) AND (
                            SELECT said_at FROM turn WHERE conversation_id = c.id
                                AND position > c.forgotten ORDER BY position LIMIT 1) < :before
                        ORDER BY c.id""")
                .bind("before", before)
                .bind("name", name)
                .mapTo(String.class)
                .list();
    }

    /** The position of the first turn that was not said before a moment; empty where all were. */
    public OptionalLong firstSince(long conversationId, long moment) {
        return handle
                .createQuery("SELECT min(position) FROM turn WHERE conversation_id = ? AND said_at >= ?")
                .bind(0, conversationId)
                .bind(1, moment)
                .mapTo(Long.class)
                .stream()
                .filter(java.util.Objects::nonNull)
                .mapToLong(Long::longValue)
                .findFirst();
    }

    /** How many turns a conversation has. */
    public long count(long conversationId) {
        return handle.createQuery("SELECT count(*) FROM turn WHERE conversation_id = ?")
                .bind(0, conversationId)
                .mapTo(Long.class)
                .one();
    }

    /** How many turns forgetting through a position deletes. */
    public long countThrough(long conversationId, long through) {
        return handle.createQuery("SELECT count(*) FROM turn WHERE conversation_id = ? AND position <= ? AND NOT ("
                        + IN_FORCE + ")")
                .bind(0, conversationId)
                .bind(1, through)
                .mapTo(Long.class)
                .one();
    }

    /** Deletes turns through a position, the sound that nobody else has, and every summary, which tells of them. */
    public void forget(long conversationId, long through) {
        List<Long> sounds = handle.createQuery("""
                        SELECT DISTINCT sound_id FROM turn_sound JOIN turn ON turn.id = turn_id
                        WHERE conversation_id = ? AND position <= ? AND sound_id IS NOT NULL""")
                .bind(0, conversationId)
                .bind(1, through)
                .mapTo(Long.class)
                .list();
        handle.execute(
                "DELETE FROM turn WHERE conversation_id = ? AND position <= ? AND NOT (" + IN_FORCE + ")",
                conversationId,
                through);
        handle.execute("DELETE FROM summary WHERE conversation_id = ?", conversationId);
        handle.execute("UPDATE conversation SET forgotten = ? WHERE id = ?", through, conversationId);
        new Sounds(session).deleteUnused(sounds);
    }

    /** Through which position turns were forgotten; 0: none. */
    public long forgotten(long conversationId) {
        return handle.createQuery("SELECT forgotten FROM conversation WHERE id = ?")
                .bind(0, conversationId)
                .mapTo(Long.class)
                .one();
    }
}
