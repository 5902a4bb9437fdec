package io.histctl.store.postgresql;

import io.histctl.store.StoredConversation;
import java.util.List;

/** Deletes a conversation from every table; there are no foreign keys that would do so. */
final class ConversationDeletion {
    static final List<String> TABLES = List.of(
            "@turn",
            "@turn_text",
            "@conversation_tag",
            "@conversation_metadata",
            "@audio_id",
            "@part_reference",
            "@turn_sound",
            "@sound",
            "@summary",
            "@forgotten_key",
            "@owner");

    private final Sql sql;

    ConversationDeletion(Sql sql) {
        this.sql = sql;
    }

    /** Deletes it; false if it has changed since it was read. */
    boolean delete(StoredConversation row) {
        boolean current = sql.update(
                        "DELETE FROM @conversation WHERE id = ? AND namespace = ? AND revision = ?",
                        row.id(),
                        sql.namespace(),
                        row.extent().revision())
                == 1;
        if (current) {
            TABLES.forEach(table -> sql.update("DELETE FROM " + table + " WHERE conversation_id = ?", row.id()));
            sql.update("DELETE FROM @pruning WHERE namespace = ? AND conversation_id = ?", sql.namespace(), row.id());
        }
        return current;
    }
}
