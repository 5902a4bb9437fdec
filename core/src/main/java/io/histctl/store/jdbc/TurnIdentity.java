package io.histctl.store.jdbc;

import io.histctl.store.ForgottenKey;
import io.histctl.store.StoredConversation;
import io.histctl.store.Turns.StoredReply;
import io.histctl.store.jdbc.ChangeTables.Occurrence;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Finds turns, stored or forgotten, by what identifies them. Every statement is served by an index; a plus
 * before a column keeps SQLite from choosing the index of positions and reading a whole conversation instead.
 */
final class TurnIdentity {
    private static final String REPLY = """
            SELECT t.position, t.replaced, t.incomplete, t.created, t.match_key, a.id_hash,
                CASE WHEN t.reply_key IS NULL AND t.created IS NULL AND t.finish_reason IS NULL AND t.usage IS NULL
                    THEN 0 ELSE 1 END AS replied,
                length(t.message) + coalesce(length(t.usage), 0) + coalesce(a.sound_bytes, 0) AS size
            """;
    static final String REPLIES = REPLY + """
            FROM turn t LEFT JOIN audio a ON a.turn_id = t.id
            WHERE t.conversation_id = ? AND t.reply_key = ? ORDER BY +t.position""";
    static final String REPLIES_WITH_AUDIO = REPLY + """
            FROM audio a JOIN turn t ON t.id = a.turn_id
            WHERE t.conversation_id = ? AND a.id_hash = ? ORDER BY +t.position""";
    static final String QUOTED_ONLY = """
            SELECT 1 FROM turn
            WHERE conversation_id = ? AND match_key = ? AND role = 'assistant' AND reply_key IS NULL AND created IS NULL
            LIMIT 1""";

    private final Statements statements;

    TurnIdentity(Statements statements) {
        this.statements = statements;
    }

    List<StoredReply> replies(StoredConversation conversation, byte[] replyKey) {
        return statements.list(REPLIES, Integer.MAX_VALUE, TurnIdentity::reply, conversation.id(), replyKey);
    }

    List<StoredReply> repliesWithAudio(StoredConversation conversation, byte[] idHash) {
        return statements.list(REPLIES_WITH_AUDIO, Integer.MAX_VALUE, TurnIdentity::reply, conversation.id(), idHash);
    }

    boolean isQuotedOnly(StoredConversation conversation, long matchKey) {
        return statements
                .first(QUOTED_ONLY, rows -> true, conversation.id(), matchKey)
                .isPresent();
    }

    OptionalLong questionKeyBefore(StoredConversation conversation, long position) {
        return statements
                .first("""
                        SELECT match_key FROM turn
                        WHERE conversation_id = ? AND position < ? AND role <> 'assistant'
                            AND instructions_version IS NULL
                        ORDER BY position DESC LIMIT 1""", rows -> OptionalLong.of(rows.getLong("match_key")), conversation.id(), position)
                .orElse(OptionalLong.empty());
    }

    /** The turn that says most about the id: recorded as a reply, then with a transcript, then the oldest. */
    Optional<Occurrence> bestOccurrence(byte[] idHash) {
        return statements.first("""
                SELECT t.conversation_id, c.name, t.position
                FROM audio a JOIN turn t ON t.id = a.turn_id JOIN conversation c ON c.id = t.conversation_id
                WHERE a.id_hash = ?
                ORDER BY a.gone_at IS NULL, t.created IS NULL, a.has_transcript DESC, t.incomplete, t.id
                LIMIT 1""", TurnIdentity::occurrence, idHash);
    }

    /** Turns of other conversations with an audio id that is not gone there. */
    List<Occurrence> usableElsewhere(byte[] idHash, long conversationId) {
        return statements.list("""
                SELECT t.conversation_id, c.name, t.position
                FROM audio a JOIN turn t ON t.id = a.turn_id JOIN conversation c ON c.id = t.conversation_id
                WHERE a.id_hash = ? AND t.conversation_id <> ? AND a.gone_at IS NULL""", Integer.MAX_VALUE, TurnIdentity::occurrence, idHash, conversationId);
    }

    /** Turns of other conversations that quote an audio id without its reply having been recorded. */
    List<Occurrence> quotedElsewhere(byte[] idHash, long conversationId) {
        return statements.list("""
                SELECT t.conversation_id, c.name, t.position
                FROM audio a JOIN turn t ON t.id = a.turn_id JOIN conversation c ON c.id = t.conversation_id
                WHERE a.id_hash = ? AND t.conversation_id <> ? AND t.reply_key IS NULL AND a.has_transcript = 0
                    AND t.has_text = 0""", Integer.MAX_VALUE, TurnIdentity::occurrence, idHash, conversationId);
    }

    Map<Long, Integer> forgottenKeys(StoredConversation conversation) {
        Map<Long, Integer> keys = new HashMap<>();
        statements.each(
                "SELECT match_key FROM forgotten_key WHERE conversation_id = ?",
                rows -> keys.merge(rows.getLong("match_key"), 1, Integer::sum),
                conversation.id());
        return keys;
    }

    List<ForgottenKey> forgotten(StoredConversation conversation) {
        return statements.list(
                "SELECT match_key, reply_key FROM forgotten_key WHERE conversation_id = ?",
                Integer.MAX_VALUE,
                rows -> new ForgottenKey(rows.getLong("match_key"), rows.getBytes("reply_key")),
                conversation.id());
    }

    boolean isForgotten(StoredConversation conversation, byte[] replyKey, long matchKey) {
        return statements
                .first("""
                        SELECT 1 AS found FROM forgotten_key
                        WHERE conversation_id = ? AND match_key = ? AND reply_key = ? LIMIT 1""", rows -> true, conversation.id(), matchKey, replyKey)
                .orElse(false);
    }

    private static StoredReply reply(ResultSet rows) throws SQLException {
        return new StoredReply(
                rows.getLong("position"),
                rows.getBoolean("replaced"),
                rows.getBoolean("replied"),
                rows.getBoolean("incomplete"),
                rows.getLong("size"),
                Statements.whole(rows, "created"),
                rows.getLong("match_key"),
                rows.getBytes("id_hash"));
    }

    private static Occurrence occurrence(ResultSet rows) throws SQLException {
        return new Occurrence(rows.getLong("conversation_id"), Statements.text(rows, "name"), rows.getLong("position"));
    }
}
