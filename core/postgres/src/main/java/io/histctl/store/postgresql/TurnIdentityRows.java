package io.histctl.store.postgresql;

import io.histctl.store.StoredConversation;
import io.histctl.store.Turns.StoredReply;
import io.histctl.store.jdbc.ChangeTables.Occurrence;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Finds turns by what identifies them. Every statement is served by an index. */
final class TurnIdentityRows {
    private static final String REPLY = """
            SELECT position, replaced, incomplete, created, match_key, id_hash,
                NOT (reply_key IS NULL AND created IS NULL AND finish_reason IS NULL AND usage IS NULL) AS replied,
                length(message) + coalesce(length(usage), 0) + coalesce(sound_bytes, 0) AS size
            FROM @turn WHERE conversation_id = ? AND\s""";
    private static final String ELSEWHERE = """
            SELECT t.conversation_id, c.name, t.position
            FROM @turn t JOIN @conversation c ON c.id = t.conversation_id
            WHERE t.id_hash = ? AND c.namespace = ?\s""";

    private final Sql sql;

    TurnIdentityRows(Sql sql) {
        this.sql = sql;
    }

    List<StoredReply> replies(StoredConversation conversation, byte[] replyKey) {
        return sql.list(
                REPLY + "reply_key = ? ORDER BY position", TurnIdentityRows::reply, conversation.id(), replyKey);
    }

    List<StoredReply> repliesWithAudio(StoredConversation conversation, byte[] idHash) {
        return sql.list(REPLY + "id_hash = ? ORDER BY position", TurnIdentityRows::reply, conversation.id(), idHash);
    }

    /** The turn that says most about the id: recorded as a reply, then with a transcript, then the oldest. */
    Optional<Occurrence> bestOccurrence(byte[] idHash) {
        return sql.first(ELSEWHERE + """
                        ORDER BY t.gone_at IS NULL, t.created IS NULL, t.has_transcript DESC, t.incomplete, c.began_at,
                            t.position
                        LIMIT 1""", TurnIdentityRows::occurrence, idHash, sql.namespace());
    }

    /** Turns of other conversations with an audio id that is not gone there. */
    List<Occurrence> usableElsewhere(byte[] idHash, long conversationId) {
        return sql.list(
                ELSEWHERE + "AND t.conversation_id <> ? AND t.gone_at IS NULL ORDER BY t.conversation_id, t.position",
                TurnIdentityRows::occurrence,
                idHash,
                sql.namespace(),
                conversationId);
    }

    /** Turns of other conversations that quote an audio id without its reply having been recorded. */
    List<Occurrence> quotedElsewhere(byte[] idHash, long conversationId) {
        return sql.list(ELSEWHERE + """
                        AND t.conversation_id <> ? AND t.reply_key IS NULL AND NOT t.has_transcript AND NOT t.has_text
                        ORDER BY t.conversation_id, t.position""", TurnIdentityRows::occurrence, idHash, sql.namespace(), conversationId);
    }

    private static StoredReply reply(ResultSet rows) throws SQLException {
        return new StoredReply(
                rows.getLong("position"),
                rows.getBoolean("replaced"),
                rows.getBoolean("replied"),
                rows.getBoolean("incomplete"),
                rows.getLong("size"),
                Sql.whole(rows, "created"),
                rows.getLong("match_key"),
                rows.getBytes("id_hash"));
    }

    static Occurrence occurrence(ResultSet rows) throws SQLException {
        return new Occurrence(rows.getLong("conversation_id"), Sql.text(rows, "name"), rows.getLong("position"));
    }
}
