package io.histctl.store.postgresql;

import io.histctl.store.Search;
import io.histctl.store.SearchQuery;
import io.histctl.store.SearchTerms;
import io.histctl.store.StoredConversation;
import java.util.ArrayList;
import java.util.List;

/**
 * Searches by reading the words of all turns that the filter selects, the newest first, so that every engine finds the same.
 * There is no index: a search takes as long as reading the words.
 */
final class SearchRows implements Search {
    private final Sql sql;

    SearchRows(Sql sql) {
        this.sql = sql;
    }

    @Override
    public List<FoundTurn> find(SearchQuery query, Filter filter, int limit) {
        List<FoundTurn> found = new ArrayList<>();
        StringBuilder select = new StringBuilder("""
                SELECT c.name, t.position, t.role, t.said_at, t.replaced, t.has_tools, x.text
                FROM @conversation c
                    JOIN @turn t ON t.conversation_id = c.id
                    JOIN @turn_text x ON x.conversation_id = t.conversation_id AND x.position = t.position
                WHERE c.namespace = ?""");
        List<Object> arguments = new ArrayList<>(List.of(sql.namespace()));
        add(filter, select, arguments);
        select.append(" ORDER BY t.said_at DESC, c.began_at DESC, t.position DESC");
        sql.each(
                select.toString(),
                rows -> {
                    if (found.size() < limit) {
                        String document = SearchTerms.document(rows.getString("text"), rows.getBoolean("has_tools"));
                        if (query.isMatchedBy(document)) {
                            found.add(new FoundTurn(
                                    Sql.text(rows, "name"),
                                    rows.getLong("position"),
                                    rows.getString("role"),
                                    rows.getLong("said_at"),
                                    rows.getBoolean("replaced"),
                                    document));
                        }
                    }
                },
                arguments.toArray());
        return found;
    }

    private static void add(Filter filter, StringBuilder select, List<Object> arguments) {
        StoredConversation conversation = filter.conversation();
        String role = filter.role();
        Long since = filter.since();
        Long until = filter.until();
        if (conversation != null) {
            select.append(" AND c.id = ?");
            arguments.add(conversation.id());
        }
        if (role != null) {
            select.append(" AND t.role = ?");
            arguments.add(new Sql.Text(role));
        }
        if (since != null) {
            select.append(" AND t.said_at >= ?");
            arguments.add(since);
        }
        if (until != null) {
            select.append(" AND t.said_at <= ?");
            arguments.add(until);
        }
        if (!filter.allBranches()) {
            select.append(" AND NOT t.replaced AND (t.instructions_version IS NULL"
                    + " OR t.instructions_version = c.instructions_version)");
        }
    }
}
