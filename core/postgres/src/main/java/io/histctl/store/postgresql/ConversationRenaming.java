package io.histctl.store.postgresql;

import io.histctl.store.StoredConversation;

/** Gives a conversation another name, and so another id in every table. */
final class ConversationRenaming {
    private final Sql sql;

    ConversationRenaming(Sql sql) {
        this.sql = sql;
    }

    /** Renames it; false if it has changed since it was read. */
    boolean rename(StoredConversation row, String name) {
        StoredConversation renamed = row.withName(name);
        long id = sql.scope().idOf(name);
        boolean current = sql.update(
                        "UPDATE @conversation SET id = ?, name = ?, content_hash = ?, revision = revision + 1"
                                + " WHERE id = ? AND namespace = ? AND revision = ?",
                        id,
                        name,
                        renamed.contentHash(),
                        row.id(),
                        sql.namespace(),
                        row.extent().revision())
                == 1;
        if (current) {
            sql.update("DELETE FROM @owner WHERE conversation_id = ?", id);
            String move = "UPDATE %s SET conversation_id = ? WHERE conversation_id = ?";
            ConversationDeletion.TABLES.forEach(table -> sql.update(move.formatted(table), id, row.id()));
            sql.update(
                    "UPDATE @pruning SET conversation_id = ? WHERE namespace = ? AND conversation_id = ?",
                    id,
                    sql.namespace(),
                    row.id());
        }
        return current;
    }
}
