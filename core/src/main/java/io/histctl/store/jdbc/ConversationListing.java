package io.histctl.store.jdbc;

import io.histctl.model.ListCursor;
import io.histctl.store.FirstWords;
import io.histctl.store.ListQuery;
import io.histctl.store.ListedConversation;
import io.histctl.store.ListedConversation.Usable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jspecify.annotations.Nullable;

/**
 * Lists conversations. One query reads the page from an index, and three more read what belongs to its conversations, so that
 * the cost depends on the page and not on the store.
 */
final class ConversationListing {
    /** Up to this size, looking up a page's references is faster than reading all that are usable. */
    private static final int SMALL_PAGE = 1_000;

    private static final int RARE_TAG = 1_000;

    private static final String PAGE = """
            SELECT c.id, c.name, c.title, c.turn_count, c.created_at, c.last_at, c.forgotten_through FROM conversation c""";
    private static final String USABLE = """
            SELECT t.conversation_id AS id, count(*) AS number, min(e.expires_at) AS first_expiry,
                max(e.expires_at) AS last_expiry
            FROM expiring e JOIN turn t ON t.id = e.turn_id
            WHERE e.expires_at > :at GROUP BY t.conversation_id""";
    private static final String USABLE_OF_PAGE = """
            , known AS (
                SELECT page.id, a.expires_at
                FROM page CROSS JOIN turn t ON t.conversation_id = page.id CROSS JOIN audio a ON a.turn_id = t.id
                WHERE a.audio_id IS NOT NULL
                UNION ALL
                SELECT page.id, r.expires_at
                FROM page CROSS JOIN turn t ON t.conversation_id = page.id CROSS JOIN part_reference r ON r.turn_id = t.id
                WHERE r.value IS NOT NULL)
            SELECT id, count(*) AS number, min(expires_at) AS first_expiry, max(expires_at) AS last_expiry
            FROM known WHERE expires_at > :at GROUP BY id""";
    private static final String TAGS = """
            SELECT page.id, g.tag AS text FROM page JOIN conversation_tag g ON g.conversation_id = page.id
            ORDER BY g.tag""";
    private static final String FIRST_TEXTS = """
            SELECT page.id, substr(x.text, 1, :characters) AS text
            FROM page
                JOIN turn t ON t.conversation_id = page.id AND t.position > page.forgotten_through
                    AND t.position <= page.forgotten_through + :turns
                JOIN turn_text x ON x.turn_id = t.id
            WHERE page.title IS NULL AND t.role IN ('user', 'assistant') AND t.replaced = 0 AND t.has_tools = 0
            ORDER BY t.position""";

    private final Handle handle;
    private final ListQuery query;
    private final String page;

    ConversationListing(Handle handle, ListQuery query) {
        this.handle = handle;
        this.query = query;
        this.page = PAGE + conditions() + order() + " LIMIT :limit";
    }

    List<ListedConversation> entries() {
        Map<Long, Usable> usable = usable();
        Map<Long, List<String>> tags = texts(TAGS);
        Map<Long, List<String>> words = texts(FIRST_TEXTS);
        return bound(page)
                .map((rows, context) -> {
                    long id = rows.getLong("id");
                    String title = Statements.textOrNull(rows, "title");
                    return new ListedConversation(
                            Statements.text(rows, "name"),
                            title == null ? FirstWords.of(words.getOrDefault(id, List.of())) : title,
                            tags.getOrDefault(id, List.of()),
                            rows.getLong("turn_count"),
                            rows.getLong("created_at"),
                            rows.getLong("last_at"),
                            usable.getOrDefault(id, Usable.NONE));
                })
                .list();
    }

    private String conditions() {
        List<String> conditions = new ArrayList<>();
        if (query.since() != null) {
            conditions.add("c.last_at >= :since");
        }
        if (query.tag() != null) {
            conditions.add(
                    isRare(query.tag())
                            ? "c.id IN (SELECT conversation_id FROM conversation_tag WHERE tag = :tag)"
                            : "EXISTS (SELECT 1 FROM conversation_tag WHERE conversation_id = c.id AND tag = :tag)");
        }
        if (query.expiringUntil() != null) {
            conditions.add("""
                    c.id IN (SELECT t.conversation_id FROM expiring e JOIN turn t ON t.id = e.turn_id
                        WHERE e.expires_at > :at AND e.expires_at <= :until)""");
        }
        if (query.after() != null) {
            conditions.add(
                    switch (query.order()) {
                        case UPDATED -> "c.last_at <= :last_at AND (c.last_at < :last_at OR c.name > :name)";
                        case CREATED ->
                            "c.created_at <= :created_at AND (c.created_at < :created_at OR c.name > :name)";
                        case NAME -> "c.name > :name";
                    });
        }
        return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
    }

    private String order() {
        return switch (query.order()) {
            case UPDATED -> " ORDER BY c.last_at DESC, c.name";
            case CREATED -> " ORDER BY c.created_at DESC, c.name";
            case NAME -> " ORDER BY c.name";
        };
    }

    /** A rare tag leads to its conversations, while a common one is soon found among those in order. */
    private boolean isRare(String tag) {
        return handle.createQuery(
                                "SELECT count(*) FROM (SELECT 1 FROM conversation_tag WHERE tag = :tag LIMIT :limit) found")
                        .bind("tag", tag)
                        .bind("limit", RARE_TAG + 1)
                        .mapTo(Long.class)
                        .one()
                <= RARE_TAG;
    }

    private Map<Long, Usable> usable() {
        Map<Long, Usable> found = new HashMap<>();
        bound(query.limit() <= SMALL_PAGE ? ofPage(USABLE_OF_PAGE) : USABLE)
                .map((rows, context) -> found.put(
                        rows.getLong("id"),
                        new Usable(
                                rows.getLong("number"),
                                Statements.whole(rows, "first_expiry"),
                                Statements.whole(rows, "last_expiry"))))
                .list();
        return found;
    }

    private Map<Long, List<String>> texts(String sql) {
        Map<Long, List<String>> found = new HashMap<>();
        bound(ofPage(sql))
                .map((rows, context) -> found.computeIfAbsent(rows.getLong("id"), id -> new ArrayList<>())
                        .add(Statements.text(rows, "text")))
                .list();
        return found;
    }

    private String ofPage(String sql) {
        return "WITH page AS (" + page + ") " + sql;
    }

    private Query bound(String sql) {
        Query bound = handle.createQuery(sql);
        bound.getConfig(SqlStatements.class).setUnusedBindingAllowed(true);
        ListCursor after = query.after();
        return bound.bind("at", query.at())
                .bind("until", query.expiringUntil())
                .bind("tag", query.tag())
                .bind("since", query.since())
                .bind("name", of(after, ListCursor::conversation))
                .bind("created_at", of(after, ListCursor::createdAt))
                .bind("last_at", of(after, ListCursor::lastAt))
                .bind("limit", query.limit())
                .bind("characters", FirstWords.CHARACTERS)
                .bind("turns", FirstWords.TURNS);
    }

    private static <T> @Nullable T of(@Nullable ListCursor cursor, Function<ListCursor, T> field) {
        return cursor == null ? null : field.apply(cursor);
    }
}
