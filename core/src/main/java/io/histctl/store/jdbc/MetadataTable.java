package io.histctl.store.jdbc;

import io.histctl.model.ConversationMetadata;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The tables {@code conversation_tag} and {@code conversation_metadata}, and the title of a conversation. */
final class MetadataTable {
    private final Statements statements;

    MetadataTable(Statements statements) {
        this.statements = statements;
    }

    ConversationMetadata get(long conversationId) {
        Optional<String> title = statements
                .first(
                        "SELECT title FROM conversation WHERE id = ?",
                        rows -> Optional.ofNullable(Statements.textOrNull(rows, "title")),
                        conversationId)
                .flatMap(found -> found);
        Set<String> tags = new TreeSet<>(statements.list(
                "SELECT tag FROM conversation_tag WHERE conversation_id = ?",
                Integer.MAX_VALUE,
                rows -> Statements.text(rows, "tag"),
                conversationId));
        Map<String, String> values = new TreeMap<>();
        statements.each(
                "SELECT key, value FROM conversation_metadata WHERE conversation_id = ?",
                rows -> values.put(Statements.text(rows, "key"), Statements.text(rows, "value")),
                conversationId);
        return new ConversationMetadata(title.orElse(null), tags, values);
    }

    void put(long conversationId, ConversationMetadata metadata) {
        statements.update("UPDATE conversation SET title = ? WHERE id = ?", metadata.title(), conversationId);
        statements.update("DELETE FROM conversation_tag WHERE conversation_id = ?", conversationId);
        for (String tag : metadata.tags()) {
            statements.update("INSERT INTO conversation_tag (conversation_id, tag) VALUES (?, ?)", conversationId, tag);
        }
        statements.update("DELETE FROM conversation_metadata WHERE conversation_id = ?", conversationId);
        metadata.values()
                .forEach((key, value) -> statements.update(
                        "INSERT INTO conversation_metadata (conversation_id, key, value) VALUES (?, ?, ?)",
                        conversationId,
                        key,
                        value));
    }
}
