package io.histctl.store.sqlite;

import io.histctl.store.SearchTerms;
import io.histctl.store.jdbc.Session;
import io.histctl.store.jdbc.Statements;
import io.histctl.store.jdbc.TextIndex;

/**
 * The table {@code turn_search}: SQLite's FTS5 without a copy of the words, so that a word is removed by naming it. Words
 * arrive separated by spaces, which is all that the tokenizer has to know.
 */
final class SearchIndex implements TextIndex {
    private final Statements statements;
    private final boolean enabled;

    /** @param enabled whether new turns are indexed; if not, the index is marked as incomplete */
    SearchIndex(Session session, boolean enabled) {
        this.statements = session.statements();
        this.enabled = enabled;
    }

    @Override
    public void add(long turnId, String document) {
        if (enabled) {
            statements.update(
                    "INSERT INTO turn_search (rowid, words) VALUES (?, ?)", turnId, SearchTerms.joined(document));
        } else {
            statements.update("UPDATE store SET search_complete = 0 WHERE search_complete = 1");
        }
    }

    @Override
    public void replace(long turnId, String before, String after) {
        if (!before.equals(after) && isIndexed(turnId)) {
            delete(turnId, before);
            statements.update(
                    "INSERT INTO turn_search (rowid, words) VALUES (?, ?)", turnId, SearchTerms.joined(after));
        }
    }

    @Override
    public void remove(long turnId, String document) {
        if (isIndexed(turnId)) {
            delete(turnId, document);
        }
    }

    @Override
    public void discard() {
        statements.update("INSERT INTO turn_search (turn_search) VALUES ('delete-all')");
        statements.update("UPDATE store SET search_complete = 0");
    }

    private void delete(long turnId, String document) {
        statements.update(
                "INSERT INTO turn_search (turn_search, rowid, words) VALUES ('delete', ?, ?)",
                turnId,
                SearchTerms.joined(document));
    }

    private boolean isIndexed(long turnId) {
        return statements
                .first("SELECT 1 FROM turn_search_docsize WHERE id = ?", rows -> true, turnId)
                .isPresent();
    }
}
