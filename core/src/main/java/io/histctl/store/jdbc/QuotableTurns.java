package io.histctl.store.jdbc;

import io.histctl.store.QuotableTurn;
import io.histctl.store.StoredConversation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;

/** Looks up stored turns for recording, in plain JDBC. Every statement but the first is served by an index. */
final class QuotableTurns {
    private static final String CURRENT = """
            SELECT t.position, t.role, t.match_key, t.transcript_key, t.has_tools, t.sound_count, t.has_text,
                t.has_refusal,
                t.sendable = 0 AND t.reference_count = 0 AND t.role <> 'assistant' AS invalid, t.incomplete, t.created,
                t.reply_key, t.after_reply, a.id_hash, a.heard_millis
            FROM turn t LEFT JOIN audio a ON a.turn_id = t.id
            WHERE t.conversation_id = ? AND t.position > ? AND t.instructions_version IS NULL AND t.replaced = 0
            """;
    private static final String FIRST = CURRENT + "ORDER BY t.position LIMIT ?";
    private static final String LAST = CURRENT + "ORDER BY t.position DESC LIMIT ?";

    private final Statements statements;

    QuotableTurns(Statements statements) {
        this.statements = statements;
    }

    List<QuotableTurn> after(StoredConversation conversation, long position, int limit) {
        List<QuotableTurn> turns = statements.list(
                LAST, Integer.MAX_VALUE, QuotableTurns::turn, conversation.id(), position, (long) limit);
        Collections.reverse(turns);
        return turns;
    }

    List<QuotableTurn> first(StoredConversation conversation, int limit) {
        return statements.list(
                FIRST, Integer.MAX_VALUE, QuotableTurns::turn, conversation.id(), Long.MIN_VALUE, (long) limit);
    }

    List<Long> leadingKeys(StoredConversation conversation) {
        return conversation.instructionsVersion() == 0
                ? List.of()
                : keys("""
                        SELECT match_key FROM turn WHERE conversation_id = ? AND instructions_version = ?
                        ORDER BY position""", conversation.id(), conversation.instructionsVersion());
    }

    List<Long> instructionKeys(StoredConversation conversation, long through) {
        return keys("""
                SELECT match_key FROM turn
                WHERE conversation_id = ? AND position <= ? AND instructions_version IS NULL AND replaced = 0
                    AND role IN ('system', 'developer')
                ORDER BY position""", conversation.id(), through);
    }

    OptionalLong positionOf(StoredConversation conversation, byte[] audioIdHash) {
        return statements
                .first("""
                        SELECT t.position FROM audio a JOIN turn t ON t.id = a.turn_id
                        WHERE a.id_hash = ? AND t.conversation_id = ? ORDER BY +t.position LIMIT 1""", rows -> OptionalLong.of(rows.getLong("position")), audioIdHash, conversation.id())
                .orElse(OptionalLong.empty());
    }

    int countFrom(StoredConversation conversation, long position) {
        return statements
                .first("""
                        SELECT count(*) AS turns FROM turn
                        WHERE conversation_id = ? AND position >= ? AND instructions_version IS NULL AND replaced = 0""", rows -> rows.getInt("turns"), conversation.id(), position)
                .orElseThrow();
    }

    private List<Long> keys(String sql, Object... arguments) {
        return statements.list(sql, Integer.MAX_VALUE, rows -> rows.getLong("match_key"), arguments);
    }

    private static QuotableTurn turn(ResultSet rows) throws SQLException {
        Long heard = Statements.whole(rows, "heard_millis");
        Long afterReply = Statements.whole(rows, "after_reply");
        return new QuotableTurn(
                rows.getLong("position"),
                Statements.text(rows, "role"),
                rows.getLong("match_key"),
                Statements.whole(rows, "transcript_key"),
                new QuotableTurn.Content(
                        rows.getBoolean("has_tools"),
                        rows.getInt("sound_count") > 0,
                        rows.getBoolean("has_text"),
                        rows.getBoolean("has_refusal"),
                        rows.getBoolean("invalid")),
                rows.getBytes("id_hash"),
                heard != null && heard == 0,
                new QuotableTurn.Origin(
                        rows.getBytes("reply_key") != null || Statements.whole(rows, "created") != null,
                        rows.getBoolean("incomplete"),
                        Statements.whole(rows, "created"),
                        afterReply == null ? null : (Boolean) (afterReply != 0)));
    }
}
