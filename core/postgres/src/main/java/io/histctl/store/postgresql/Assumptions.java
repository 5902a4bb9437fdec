package io.histctl.store.postgresql;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a unit of work assumed not to be stored instead of asking. The statement that writes its change verifies all of it,
 * so that an exchange needs no round trips for look-ups that hardly ever find anything.
 */
final class Assumptions {
    private final List<byte[]> idHashes = new ArrayList<>();
    private final List<byte[]> replyKeys = new ArrayList<>();
    private final List<Long> quotedKeys = new ArrayList<>();
    private final List<byte[]> valueHashes = new ArrayList<>();

    /** No turn has this audio id. */
    void noAudioId(byte[] hash) {
        idHashes.add(hash);
    }

    /** No turn of the conversation has this reply key. */
    void noReply(byte[] key) {
        replyKeys.add(key);
    }

    /** No reply of the conversation with this match key is known only from a request. */
    void noQuote(long matchKey) {
        quotedKeys.add(matchKey);
    }

    /** No turn refers to this value. */
    void noReference(byte[] valueHash) {
        valueHashes.add(valueHash);
    }

    /** Adds the conditions to a statement, each after {@code AND}. */
    void verify(StringBuilder statement, List<@Nullable Object> arguments, long conversationId, Sql sql) {
        if (!idHashes.isEmpty()) {
            statement.append(" AND " + none("@turn", "id_hash"));
            arguments.add(array(sql, "bytea", idHashes.toArray(byte[][]::new)));
        }
        if (!replyKeys.isEmpty()) {
            statement.append(
                    " AND NOT EXISTS (SELECT 1 FROM @turn x WHERE x.conversation_id = ? AND x.reply_key = ANY(?))");
            arguments.add(conversationId);
            arguments.add(array(sql, "bytea", replyKeys.toArray(byte[][]::new)));
        }
        if (!quotedKeys.isEmpty()) {
            statement.append(
                    " AND NOT EXISTS (SELECT 1 FROM @turn x WHERE x.conversation_id = ? AND x.match_key = ANY(?)"
                            + " AND x.role = 'assistant' AND x.reply_key IS NULL AND x.created IS NULL)");
            arguments.add(conversationId);
            arguments.add(array(sql, "bigint", quotedKeys.toArray(Long[]::new)));
        }
        if (!valueHashes.isEmpty()) {
            statement.append(" AND " + none("@part_reference", "value_hash"));
            arguments.add(array(sql, "bytea", valueHashes.toArray(byte[][]::new)));
        }
    }

    /** Ordered, so that the planner uses the index even before it has statistics of the table. */
    private static String none(String table, String column) {
        return "(SELECT x." + column + " FROM " + table + " x WHERE x." + column + " = ANY(?) AND x." + column
                + " IS NOT NULL ORDER BY x." + column + " LIMIT 1) IS NULL";
    }

    private static Object array(Sql sql, String type, Object[] values) {
        try {
            return sql.connection().createArrayOf(type, values);
        } catch (SQLException e) {
            throw new FailedStatement(e);
        }
    }
}
