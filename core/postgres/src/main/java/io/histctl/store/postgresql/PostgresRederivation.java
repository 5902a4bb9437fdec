package io.histctl.store.postgresql;

import io.histctl.store.ContentHash;
import io.histctl.store.Derivation;
import io.histctl.store.Derived;
import io.histctl.store.StoredConversation;
import io.histctl.store.StoredTurn;
import io.histctl.store.jdbc.TurnWords;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Derives columns again that another version of the code derived, each conversation in a transaction of its own. Processes
 * that start at once share the work.
 */
final class PostgresRederivation {
    private static final String NEXT = """
            SELECT id, name, settings, revision, last_position, instructions_version, forgotten_through, turn_count,
                content_sum, content_hash, last_at, last_created, namespace
            FROM @conversation WHERE derived_by <> ? ORDER BY id LIMIT 1 FOR UPDATE""";

    private final Sql sql;

    private PostgresRederivation(Sql sql) {
        this.sql = sql;
    }

    static void run(PostgresStorage storage) {
        boolean due = storage.autocommit(connection -> new Sql(connection, storage.scope())
                .exists("SELECT 1 FROM @store WHERE derived_by <> ?", Derived.VERSION));
        while (due) {
            due = storage.transaction(sql -> new PostgresRederivation(sql).next());
        }
    }

    /** A conversation of any namespace. */
    private record Due(StoredConversation conversation, String namespace) {}

    /** Derives the columns of one conversation anew; false if none is left. */
    private boolean next() {
        Optional<Due> due = sql.first(NEXT, PostgresRederivation::due, Derived.VERSION);
        if (due.isEmpty()) {
            sql.update("UPDATE @store SET derived_by = ? WHERE id = 1", Derived.VERSION);
            return false;
        }
        StoredConversation conversation = due.get().conversation();
        StoreScope scope = new StoreScope(
                sql.scope().place(), sql.scope().schema(), due.get().namespace());
        derive(conversation, new Sql(sql.connection(), scope));
        sql.update("UPDATE @conversation SET derived_by = ? WHERE id = ?", Derived.VERSION, conversation.id());
        return true;
    }

    private static Due due(ResultSet rows) throws SQLException {
        return new Due(
                PostgresConversations.checked(rows, Sql.text(rows, "name")).conversation(),
                rows.getString("namespace"));
    }

    private static void derive(StoredConversation conversation, Sql own) {
        long[] extent = new long[2];
        TurnRewrite rewrite = new TurnRewrite(own);
        new PostgresTurnReader(own).unchecked(conversation.id(), Long.MIN_VALUE, Long.MAX_VALUE, turn -> {
            StoredTurn derived = derived(turn);
            if (!derived.equals(turn)) {
                rewrite.put(conversation.id(), derived, TurnWords.of(derived).text(), 0);
            }
            extent[0]++;
            extent[1] += ContentHash.summand(
                    derived.contentHash(), derived.row().state().replaced());
        });
        StoredConversation.Extent before = conversation.extent();
        new ConversationWrite(
                        own,
                        conversation.with(
                                conversation.lastPosition(),
                                new StoredConversation.Extent(
                                        before.revision(), before.forgottenThrough(), extent[0], extent[1])),
                        false,
                        null)
                .run(true);
    }

    /** The turn with today's columns; the same one if it is damaged, so that reading it still fails. */
    private static StoredTurn derived(StoredTurn turn) {
        if (!turn.isIntact()) {
            return turn;
        }
        try {
            return turn.with(Derivation.of(turn)).hashed();
        } catch (RuntimeException e) { // a damaged message may end in any of them
            return turn;
        }
    }
}
