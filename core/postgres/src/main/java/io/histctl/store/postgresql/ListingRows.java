package io.histctl.store.postgresql;

import io.histctl.model.ListCursor;
import io.histctl.store.FirstWords;
import io.histctl.store.ListQuery;
import io.histctl.store.ListedConversation;
import io.histctl.store.ListedConversation.Usable;
import java.sql.Array;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lists conversations: one query reads the page from an index, and three more what belongs to its conversations. */
final class ListingRows {
    private static final String USABLE = """
            SELECT conversation_id AS id, count(*) AS number, min(expires_at) AS first_expiry,
                max(expires_at) AS last_expiry
            FROM (
                SELECT conversation_id, expires_at FROM @audio_id WHERE conversation_id = ANY(?) AND expires_at > ?
                UNION ALL
                SELECT conversation_id, expires_at FROM @part_reference
                WHERE conversation_id = ANY(?) AND expires_at > ? AND value IS NOT NULL) e
            GROUP BY conversation_id""";
    private static final String TAGS = """
            SELECT conversation_id AS id, tag AS text FROM @conversation_tag WHERE conversation_id = ANY(?)
            ORDER BY tag COLLATE "C\"""";
    private static final String FIRST_TEXTS = """
            SELECT c.id, substring(x.text FROM 1 FOR ?) AS text
            FROM @conversation c
                JOIN @turn t ON t.conversation_id = c.id AND t.position > c.forgotten_through
                    AND t.position <= c.forgotten_through + ?
                JOIN @turn_text x ON x.conversation_id = t.conversation_id AND x.position = t.position
            WHERE c.id = ANY(?) AND c.title IS NULL AND t.role IN ('user', 'assistant') AND NOT t.replaced
                AND NOT t.has_tools
            ORDER BY t.position""";
    private static final String EXPIRING = """
            c.id IN (
                SELECT conversation_id FROM @audio_id WHERE namespace = ? AND expires_at > ? AND expires_at <= ?
                UNION ALL
                SELECT conversation_id FROM @part_reference
                WHERE value IS NOT NULL AND expires_at > ? AND expires_at <= ?)""";

    private final Sql sql;
    private final ListQuery query;
    private final List<@Nullable Object> arguments = new ArrayList<>();

    ListingRows(Sql sql, ListQuery query) {
        this.sql = sql;
        this.query = query;
    }

    /** A row of the page; the title is null if none was given. */
    private record Entry(long id, String name, @Nullable String title, long turns, long createdAt, long lastAt) {}

    List<ListedConversation> entries() {
        List<Entry> page = page();
        if (page.isEmpty()) {
            return List.of();
        }
        Array ids = ids(page);
        Map<Long, Usable> usable = usable(ids);
        Map<Long, List<String>> tags = texts(TAGS, ids);
        Map<Long, List<String>> words = texts(FIRST_TEXTS, FirstWords.CHARACTERS, FirstWords.TURNS, ids);
        return page.stream()
                .map(entry -> new ListedConversation(
                        entry.name(),
                        entry.title() == null
                                ? FirstWords.of(words.getOrDefault(entry.id(), List.of()))
                                : entry.title(),
                        tags.getOrDefault(entry.id(), List.of()),
                        entry.turns(),
                        entry.createdAt(),
                        entry.lastAt(),
                        usable.getOrDefault(entry.id(), Usable.NONE)))
                .toList();
    }

    private List<Entry> page() {
        StringBuilder page = new StringBuilder("SELECT c.id, c.name, c.title, c.turn_count, c.created_at, c.last_at"
                + " FROM @conversation c WHERE c.namespace = ?");
        arguments.add(sql.namespace());
        addFilters(page);
        addCursor(page);
        page.append(
                switch (query.order()) {
                    case UPDATED -> " ORDER BY c.last_at DESC, c.name";
                    case CREATED -> " ORDER BY c.created_at DESC, c.name";
                    case NAME -> " ORDER BY substring(c.name FROM 1 FOR 200), c.name";
                });
        page.append(" LIMIT ?");
        arguments.add(query.limit());
        return sql.list(
                page.toString(),
                rows -> new Entry(
                        rows.getLong("id"),
                        Sql.text(rows, "name"),
                        rows.getString("title"),
                        rows.getLong("turn_count"),
                        rows.getLong("created_at"),
                        rows.getLong("last_at")),
                arguments.toArray());
    }

    private void addFilters(StringBuilder page) {
        Long since = query.since();
        String tag = query.tag();
        Long until = query.expiringUntil();
        if (since != null) {
            add(page, "c.last_at >= ?", since);
        }
        if (tag != null) {
            add(
                    page,
                    "EXISTS (SELECT 1 FROM @conversation_tag g WHERE g.conversation_id = c.id AND g.tag = ?)",
                    new Sql.Text(tag));
        }
        if (until != null) {
            add(page, EXPIRING, sql.namespace(), query.at(), until, query.at(), until);
        }
    }

    private void addCursor(StringBuilder page) {
        ListCursor after = query.after();
        if (after == null) {
            return;
        }
        String name = after.conversation();
        switch (query.order()) {
            case UPDATED ->
                add(page, "c.last_at <= ? AND (c.last_at < ? OR c.name > ?)", after.lastAt(), after.lastAt(), name);
            case CREATED ->
                add(
                        page,
                        "c.created_at <= ? AND (c.created_at < ? OR c.name > ?)",
                        after.createdAt(),
                        after.createdAt(),
                        name);
            case NAME ->
                add(page, "substring(c.name FROM 1 FOR 200) >= substring(? FROM 1 FOR 200) AND c.name > ?", name, name);
        }
    }

    private void add(StringBuilder page, String condition, Object... values) {
        page.append(" AND ").append(condition);
        arguments.addAll(List.of(values));
    }

    private Map<Long, Usable> usable(Array ids) {
        Map<Long, Usable> found = new HashMap<>();
        sql.each(
                USABLE,
                rows -> found.put(
                        rows.getLong("id"),
                        new Usable(
                                rows.getLong("number"),
                                Sql.whole(rows, "first_expiry"),
                                Sql.whole(rows, "last_expiry"))),
                ids,
                query.at(),
                ids,
                query.at());
        return found;
    }

    private Map<Long, List<String>> texts(String statement, Object... values) {
        Map<Long, List<String>> found = new HashMap<>();
        sql.each(
                statement,
                rows -> found.computeIfAbsent(rows.getLong("id"), id -> new ArrayList<>())
                        .add(rows.getString("text")),
                values);
        return found;
    }

    private Array ids(List<Entry> page) {
        try {
            return sql.connection()
                    .createArrayOf("bigint", page.stream().map(Entry::id).toArray(Long[]::new));
        } catch (SQLException e) {
            throw new FailedStatement(e);
        }
    }
}
