package io.histctl.store.postgresql;

import io.histctl.model.ConversationMetadata;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The tables {@code conversation_tag} and {@code conversation_metadata}, and the title of a conversation. */
final class MetadataRows {
    private final Sql sql;

    MetadataRows(Sql sql) {
        this.sql = sql;
    }

    ConversationMetadata get(long conversationId) {
        String title = sql.first(
                        "SELECT title FROM @conversation WHERE id = ?",
                        rows -> Optional.ofNullable(rows.getString("title")),
                        conversationId)
                .flatMap(found -> found)
                .orElse(null);
        Set<String> tags = new TreeSet<>(sql.list(
                "SELECT tag FROM @conversation_tag WHERE conversation_id = ?",
                rows -> rows.getString("tag"),
                conversationId));
        Map<String, String> values = new TreeMap<>();
        sql.each(
                "SELECT key, value FROM @conversation_metadata WHERE conversation_id = ?",
                rows -> values.put(rows.getString("key"), rows.getString("value")),
                conversationId);
        return new ConversationMetadata(title, tags, values);
    }

    void put(long conversationId, ConversationMetadata metadata) {
        sql.update("UPDATE @conversation SET title = ? WHERE id = ?", text(metadata.title()), conversationId);
        sql.update("DELETE FROM @conversation_tag WHERE conversation_id = ?", conversationId);
        for (String tag : metadata.tags()) {
            sql.update("INSERT INTO @conversation_tag (conversation_id, tag) VALUES (?, ?)", conversationId, text(tag));
        }
        sql.update("DELETE FROM @conversation_metadata WHERE conversation_id = ?", conversationId);
        metadata.values()
                .forEach((key, value) -> sql.update(
                        "INSERT INTO @conversation_metadata (conversation_id, key, value) VALUES (?, ?, ?)",
                        conversationId,
                        text(key),
                        text(value)));
    }

    private static Sql.@Nullable Text text(@Nullable String value) {
        return value == null ? null : new Sql.Text(value);
    }
}
