package io.histctl.store.postgresql;

import io.histctl.store.StoredConversation;
import io.histctl.store.jdbc.ChangeTables.Forgotten;

/** Deletes turns for good, the oldest of a conversation first. Current instructions stay. */
final class RetentionRows {
    static final String FORGETTABLE = """
            conversation_id = ? AND position <= ? AND NOT (role IN ('system', 'developer') AND NOT replaced
                AND (instructions_version IS NULL OR instructions_version = ?))""";

    private final Sql sql;

    RetentionRows(Sql sql) {
        this.sql = sql;
    }

    static Object[] arguments(StoredConversation conversation, long through) {
        return new Object[] {conversation.id(), through, conversation.instructionsVersion()};
    }

    /** Deletes the turns, but keeps their keys without content, so that recording them again is noticed. */
    void forget(StoredConversation conversation, long through, Forgotten forgotten) {
        Object[] forgettable = arguments(conversation, through);
        sql.each(
                "SELECT content_hash, replaced FROM @turn WHERE " + FORGETTABLE,
                rows -> forgotten.turn(Sql.bytes(rows, "content_hash"), rows.getBoolean("replaced")),
                forgettable);
        sql.update(
                "INSERT INTO @forgotten_key (conversation_id, position, spoken, match_key, reply_key)"
                        + " SELECT conversation_id, position, false, match_key, reply_key FROM @turn WHERE "
                        + FORGETTABLE,
                forgettable);
        sql.update(
                "INSERT INTO @forgotten_key (conversation_id, position, spoken, match_key)"
                        + " SELECT conversation_id, position, true, transcript_key FROM @turn"
                        + " WHERE transcript_key IS NOT NULL AND " + FORGETTABLE,
                forgettable);
        for (String table : new String[] {"@turn_text", "@audio_id", "@part_reference", "@turn_sound"}) {
            sql.update(
                    "DELETE FROM " + table + " WHERE conversation_id = ?"
                            + " AND position IN (SELECT position FROM @turn WHERE " + FORGETTABLE + ")",
                    conversation.id(),
                    forgettable[0],
                    forgettable[1],
                    forgettable[2]);
        }
        sql.update("DELETE FROM @turn WHERE " + FORGETTABLE, forgettable);
        new SoundRows(sql).deleteUnused(conversation.id());
    }
}
