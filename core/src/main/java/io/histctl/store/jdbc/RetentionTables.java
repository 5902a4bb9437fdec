package io.histctl.store.jdbc;

import io.histctl.store.StoredConversation;
import io.histctl.store.jdbc.ChangeTables.Forgotten;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/** Deletes turns for good, the oldest of a conversation first. Current instructions stay. */
final class RetentionTables {
    private static final String FORGETTABLE = """
            conversation_id = :id AND position <= :through AND NOT (role IN ('system', 'developer') AND replaced = 0
                AND (instructions_version IS NULL OR instructions_version = :version))""";

    private final Handle handle;

    RetentionTables(Session session) {
        this.handle = session.handle();
    }

    OptionalLong firstSince(StoredConversation conversation, long moment) {
        return handle
                .createQuery("SELECT min(position) FROM turn WHERE conversation_id = :id AND said_at >= :moment")
                .bind("id", conversation.id())
                .bind("moment", moment)
                .mapTo(Long.class)
                .stream()
                .filter(Objects::nonNull)
                .mapToLong(Long::longValue)
                .findFirst();
    }

    long countForgettable(StoredConversation conversation, long through) {
        return handle.createQuery("SELECT count(*) FROM turn WHERE " + FORGETTABLE)
                .bind("id", conversation.id())
                .bind("through", through)
                .bind("version", conversation.instructionsVersion())
                .mapTo(Long.class)
                .one();
    }

    void eachForgettable(StoredConversation conversation, long through, Forgotten forgotten) {
        handle.createQuery("SELECT content_hash, replaced FROM turn WHERE " + FORGETTABLE)
                .bind("id", conversation.id())
                .bind("through", through)
                .bind("version", conversation.instructionsVersion())
                .map((rows, context) -> {
                    byte[] hash = rows.getBytes("content_hash");
                    if (hash != null) {
                        forgotten.turn(hash, rows.getBoolean("replaced"));
                    }
                    return true;
                })
                .forEach(done -> {});
    }

    /** The ids of the turns that forgetting through a position deletes. */
    List<Long> forgettable(StoredConversation conversation, long through) {
        return handle.createQuery("SELECT id FROM turn WHERE " + FORGETTABLE)
                .bind("id", conversation.id())
                .bind("through", through)
                .bind("version", conversation.instructionsVersion())
                .mapTo(Long.class)
                .list();
    }

    /** Deletes the turns, but keeps their keys without content, so that recording them again is noticed. */
    void forget(StoredConversation conversation, long through) {
        handle.createUpdate("INSERT INTO forgotten_key (conversation_id, match_key, reply_key)"
                        + " SELECT conversation_id, match_key, reply_key FROM turn WHERE " + FORGETTABLE)
                .bind("id", conversation.id())
                .bind("through", through)
                .bind("version", conversation.instructionsVersion())
                .execute();
        handle.createUpdate("INSERT INTO forgotten_key (conversation_id, match_key, reply_key)"
                        + " SELECT conversation_id, transcript_key, NULL FROM turn WHERE transcript_key IS NOT NULL AND "
                        + FORGETTABLE)
                .bind("id", conversation.id())
                .bind("through", through)
                .bind("version", conversation.instructionsVersion())
                .execute();
        handle.createUpdate("DELETE FROM turn WHERE " + FORGETTABLE)
                .bind("id", conversation.id())
                .bind("through", through)
                .bind("version", conversation.instructionsVersion())
                .execute();
    }
}
