package io.histctl.store.sqlite;

import io.histctl.store.Search;
import io.histctl.store.SearchQuery;
import io.histctl.store.SearchTerms;
import io.histctl.store.StoredConversation;
import io.histctl.store.jdbc.Session;
import io.histctl.store.jdbc.Statements;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Searches the table {@code turn_search}, ranked by BM25. */
final class Fts5Search implements Search {
    /** So many matches are ranked, the newest: ranking each of a million would take seconds. */
    private static final int RANKED = 2_000;

    /**
     * Reads the index from the newest turn on. The ids of a conversation's turns bound the part of the index that is read for
     * it.
     */
    private static final String FIND = """
            SELECT c.name, t.position, t.role, t.said_at, t.replaced, t.has_tools, x.text
            FROM (
                SELECT s.rowid AS id, bm25(turn_search) AS score
                FROM turn_search s CROSS JOIN turn m ON m.id = s.rowid
                WHERE turn_search MATCH ? AND s.rowid BETWEEN ? AND ?
                    AND (? IS NULL OR m.conversation_id = ?) AND (? IS NULL OR m.role = ?)
                    AND m.said_at BETWEEN ? AND ?
                    AND (? OR (m.replaced = 0 AND (m.instructions_version IS NULL OR m.instructions_version = (
                        SELECT instructions_version FROM conversation WHERE id = m.conversation_id))))
                ORDER BY s.rowid DESC LIMIT ?) hit
                JOIN turn t ON t.id = hit.id
                JOIN conversation c ON c.id = t.conversation_id
                JOIN turn_text x ON x.turn_id = t.id
            ORDER BY hit.score, hit.id DESC LIMIT ?""";

    private final Statements statements;

    Fts5Search(Session session) {
        this.statements = session.statements();
    }

    @Override
    public List<FoundTurn> find(SearchQuery query, Filter filter, int limit) {
        StoredConversation conversation = filter.conversation();
        Long id = conversation == null ? null : (Long) conversation.id();
        Range range = conversation == null ? Range.ALL : range(conversation);
        return statements.list(
                FIND,
                limit,
                Fts5Search::found,
                expression(query),
                range.first(),
                range.last(),
                id,
                id,
                filter.role(),
                filter.role(),
                orElse(filter.since(), Long.MIN_VALUE),
                orElse(filter.until(), Long.MAX_VALUE),
                filter.allBranches(),
                RANKED,
                limit);
    }

    private record Range(long first, long last) {
        private static final Range ALL = new Range(Long.MIN_VALUE, Long.MAX_VALUE);
    }

    private Range range(StoredConversation conversation) {
        return statements
                .first(
                        "SELECT min(id) AS first, max(id) AS last FROM turn WHERE conversation_id = ?",
                        rows -> new Range(rows.getLong("first"), rows.getLong("last")),
                        conversation.id())
                .orElse(Range.ALL);
    }

    private static FoundTurn found(ResultSet rows) throws SQLException {
        return new FoundTurn(
                Statements.text(rows, "name"),
                rows.getLong("position"),
                Statements.text(rows, "role"),
                rows.getLong("said_at"),
                rows.getBoolean("replaced"),
                SearchTerms.document(Statements.text(rows, "text"), rows.getBoolean("has_tools")));
    }

    /** The query in FTS5's syntax. Terms contain no quotation marks, so that quoting them is safe. */
    private static String expression(SearchQuery query) {
        return query.alternatives().stream().map(Fts5Search::expression).collect(Collectors.joining(" OR "));
    }

    private static String expression(SearchQuery.Alternative alternative) {
        String all = joined(alternative.all(), " AND ");
        return alternative.none().isEmpty()
                ? "(" + all + ")"
                : "((" + all + ") NOT (" + joined(alternative.none(), " OR ") + "))";
    }

    private static String joined(List<SearchQuery.Phrase> phrases, String operator) {
        return phrases.stream()
                .map(phrase -> "\"" + String.join(" ", phrase.terms()) + "\"" + (phrase.prefix() ? " *" : ""))
                .collect(Collectors.joining(operator));
    }

    private static long orElse(@Nullable Long value, long other) {
        return value == null ? other : value;
    }
}
