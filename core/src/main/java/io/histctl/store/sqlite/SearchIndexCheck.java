package io.histctl.store.sqlite;

import io.histctl.store.SearchTerms;
import io.histctl.store.jdbc.Session;
import io.histctl.store.jdbc.Statements;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares the search index with the words of the turns, by the sums of a hash of every term with its place: the index lists
 * its terms in another order than the turns.
 */
final class SearchIndexCheck {
    private static final long ODD = 0x9E3779B97F4A7C15L;

    private final Statements statements;
    private long sum;

    private SearchIndexCheck(Statements statements) {
        this.statements = statements;
    }

    /** The damage found, one sentence for each item. */
    static List<String> run(Session session) {
        return new SearchIndexCheck(session.statements()).differences();
    }

    private List<String> differences() {
        List<String> found = new ArrayList<>();
        if (missing() > 0 && !isMarkedIncomplete()) {
            found.add("turns are missing from the search index");
        }
        statements.each("""
                SELECT x.turn_id, x.text, t.has_tools
                FROM turn_text x JOIN turn t ON t.id = x.turn_id JOIN turn_search_docsize d ON d.id = x.turn_id""", rows -> {
            long turn = rows.getLong("turn_id");
            String document = SearchTerms.document(Statements.text(rows, "text"), rows.getBoolean("has_tools"));
            List<SearchTerms.Term> terms = SearchTerms.of(document);
            for (int i = 0; i < terms.size(); i++) {
                sum += hash(terms.get(i).text(), turn, i);
            }
        });
        statements.update("CREATE VIRTUAL TABLE temp.turn_search_term USING fts5vocab (main, turn_search, instance)");
        try {
            statements.each(
                    "SELECT term, doc, \"offset\" FROM temp.turn_search_term",
                    rows -> sum -= hash(Statements.text(rows, "term"), rows.getLong("doc"), rows.getInt("offset")));
        } finally {
            statements.update("DROP TABLE temp.turn_search_term");
        }
        if (sum != 0) {
            found.add("the search index does not match the words of the turns");
        }
        return found;
    }

    private long missing() {
        return statements.first("""
                        SELECT count(*) AS missing FROM turn_text x
                        WHERE NOT EXISTS (SELECT 1 FROM turn_search_docsize d WHERE d.id = x.turn_id)""", rows -> rows.getLong("missing")).orElse(0L);
    }

    private boolean isMarkedIncomplete() {
        return statements
                .first("SELECT 1 FROM store WHERE search_complete = 0", rows -> true)
                .isPresent();
    }

    private static long hash(String term, long turn, int offset) {
        long hash = (ODD * (turn + 1)) ^ offset;
        for (int i = 0; i < term.length(); i++) {
            hash = (hash ^ term.charAt(i)) * ODD;
        }
        return hash ^ (hash >>> 29);
    }
}
