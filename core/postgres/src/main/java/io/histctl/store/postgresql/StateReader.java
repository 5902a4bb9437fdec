package io.histctl.store.postgresql;

import io.histctl.store.Conversations.Checked;
import io.histctl.store.QuotableTurn;
import io.histctl.store.StoredConversation;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The states of the conversations of one attempt: remembered, or read in one round trip each. */
final class StateReader {
    private static final String STATE = PostgresConversations.FIND + "; " + QuotableRows.LAST + """
            ; SELECT match_key FROM @turn WHERE conversation_id = ? AND instructions_version = (
                SELECT c.instructions_version FROM @conversation c WHERE c.id = ?)
            ORDER BY position""";

    private final Sql sql;
    private final RememberedStates remembered;
    private final Map<Long, ConversationState> current = new HashMap<>();

    StateReader(Sql sql, RememberedStates remembered) {
        this.sql = sql;
        this.remembered = remembered;
    }

    /** The state of a conversation. */
    ConversationState of(String name) {
        long id = sql.scope().idOf(name);
        return current.computeIfAbsent(id, key -> remembered.get(key).orElseGet(() -> read(id, name)));
    }

    /** The state of a conversation that was read or written before, if it is still of the same revision. */
    Optional<ConversationState> of(StoredConversation conversation) {
        return Optional.ofNullable(current.get(conversation.id())).filter(state -> state.isOf(conversation));
    }

    void put(ConversationState state) {
        state.row().ifPresent(row -> current.put(row.id(), state));
    }

    /** Remembers the states for later attempts. */
    void remember() {
        remembered.putAll(current);
    }

    /** Forgets the states, which are out of date. */
    void forget() {
        remembered.removeAll(current.keySet());
        current.clear();
    }

    private ConversationState read(long id, String name) {
        Object[] arguments = {id, sql.namespace(), id, ConversationState.LIMIT, id, id};
        return sql.run(STATE, arguments, statement -> {
            statement.execute();
            Optional<StoredConversation> row;
            try (ResultSet rows = statement.getResultSet()) {
                row = rows.next()
                        ? Optional.of(PostgresConversations.checked(rows, name)).map(Checked::ensureIntact)
                        : Optional.empty();
            }
            List<QuotableTurn> last = next(statement, QuotableRows::turn);
            Collections.reverse(last);
            List<Long> keys = next(statement, rows -> rows.getLong("match_key"));
            return new ConversationState(row, last, last.size() < ConversationState.LIMIT, keys);
        });
    }

    private static <T> List<T> next(PreparedStatement statement, Sql.Mapper<T> mapper) throws SQLException {
        List<T> values = new ArrayList<>();
        statement.getMoreResults();
        try (ResultSet rows = statement.getResultSet()) {
            while (rows.next()) {
                values.add(mapper.of(rows));
            }
        }
        return values;
    }
}
