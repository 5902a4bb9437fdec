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
    private final List<byte[]> valueHashes = new ArrayList<>();

    /** No turn has this audio id. */
    void noAudioId(byte[] hash) {
        idHashes.add(hash);
    }

    /** No turn of the conversation has this reply key. */
    void noReply(byte[] key) {
        replyKeys.add(key);
    }

    /** No turn refers to this value. */
    void noReference(byte[] valueHash) {
        valueHashes.add(valueHash);
    }

    boolean isEmpty() {
        return idHashes.isEmpty() && replyKeys.isEmpty() && valueHashes.isEmpty();
    }

    /** Adds the conditions to a statement, each after {@code AND}. */
    void verify(StringBuilder statement, List<@Nullable Object> arguments, long conversationId, Sql sql) {
        if (!idHashes.isEmpty()) {
            statement.append(" AND NOT EXISTS (SELECT 1 FROM @turn x WHERE x.id_hash = ANY(?))");
            arguments.add(array(sql, idHashes));
        }
        if (!replyKeys.isEmpty()) {
            statement.append(
                    " AND NOT EXISTS (SELECT 1 FROM @turn x WHERE x.conversation_id = ? AND x.reply_key = ANY(?))");
            arguments.add(conversationId);
            arguments.add(array(sql, replyKeys));
        }
        if (!valueHashes.isEmpty()) {
            statement.append(" AND NOT EXISTS (SELECT 1 FROM @part_reference x WHERE x.value_hash = ANY(?))");
            arguments.add(array(sql, valueHashes));
        }
    }

    private static Object array(Sql sql, List<byte[]> values) {
        try {
            return sql.connection().createArrayOf("bytea", values.toArray(byte[][]::new));
        } catch (SQLException e) {
            throw new FailedStatement(e);
        }
    }
}
