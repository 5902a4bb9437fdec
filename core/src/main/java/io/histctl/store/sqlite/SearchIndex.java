package io.histctl.store.sqlite;

import io.histctl.store.SearchTerms;
import io.histctl.store.jdbc.Session;
import io.histctl.store.jdbc.Statements;
import io.histctl.store.jdbc.TextIndex;
import java.util.ArrayList;
import java.util.List;

/**
 * The table {@code turn_search}: SQLite's FTS5 without a copy of the words, so that a word is removed by naming it. Words
 * arrive separated by spaces, which is all that the tokenizer has to know.
 */
final class SearchIndex implements TextIndex {
    /** Erasing this share of the index turn by turn takes as long as writing it again. */
    private static final int SHARE = 100;

    private static final int MANY = 1_000;

    /** So much waits at most. */
    private static final int MAX_CHARACTERS = 1 << 20;

    /** A row that belongs to no turn. */
    private static final long SECOND_SEGMENT = -1;

    private final Statements statements;
    private final boolean enabled;
    private final List<Entry> added = new ArrayList<>();
    private int characters;

    /** @param enabled whether new turns are indexed; if not, the index is marked as incomplete */
    SearchIndex(Session session, boolean enabled) {
        this.statements = session.statements();
        this.enabled = enabled;
    }

    /** Waits for {@link #flush}: FTS5 would write what it has at every other statement that can fail in its middle. */
    @Override
    public void add(long turnId, String document) {
        if (!enabled) {
            statements.update("UPDATE store SET search_complete = 0 WHERE search_complete = 1");
            return;
        }
        String words = SearchTerms.joined(document);
        added.add(new Entry(turnId, words));
        characters += words.length();
        if (characters > MAX_CHARACTERS) {
            flush();
        }
    }

    /** Writes what was added; must be called before the transaction ends. */
    void flush() {
        added.forEach(entry -> insert(entry.turnId(), entry.words()));
        added.clear();
        characters = 0;
    }

    @Override
    public void replace(long turnId, String before, String after) {
        flush();
        if (!before.equals(after) && isIndexed(turnId)) {
            delete(turnId, before);
            insert(turnId, SearchTerms.joined(after));
        }
    }

    @Override
    public void remove(long turnId, String document) {
        if (isIndexed(turnId)) {
            delete(turnId, document);
        }
    }

    /**
     * Erases the words of each turn at once, or, of many turns, first notes their removal and then writes the whole index
     * again without them.
     */
    @Override
    public void removing(long turns, Runnable removals) {
        flush();
        if (turns < MANY || turns * SHARE < indexed()) {
            removals.run();
            return;
        }
        configure("secure-delete", 0);
        removals.run();
        insert(SECOND_SEGMENT, "x"); // one segment alone would not be written again
        statements.update("INSERT INTO turn_search (turn_search) VALUES ('optimize')");
        configure("secure-delete", 1);
        delete(SECOND_SEGMENT, "x");
    }

    private void configure(String option, int value) {
        statements.update("INSERT INTO turn_search (turn_search, rank) VALUES (?, ?)", option, value);
    }

    private long indexed() {
        return statements
                .first("SELECT count(*) AS number FROM turn_search_docsize", rows -> rows.getLong("number"))
                .orElse(0L);
    }

    private record Entry(long turnId, String words) {}

    @Override
    public void discard() {
        added.clear();
        statements.update("INSERT INTO turn_search (turn_search) VALUES ('delete-all')");
        statements.update("UPDATE store SET search_complete = 0");
    }

    private void insert(long turnId, String words) {
        statements.update("INSERT INTO turn_search (rowid, words) VALUES (?, ?)", turnId, words);
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
