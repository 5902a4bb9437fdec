package io.histctl.store.postgresql;

import io.histctl.store.AudioRow;
import io.histctl.store.Derived;
import io.histctl.store.QuotableTurn;
import io.histctl.store.StoredTurn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;

/** Reads how stored turns may appear in a request, without joins. */
final class QuotableRows {
    static final String CURRENT = """
            SELECT position, role, match_key, transcript_key, has_tools, sound_count > 0 AS sounds, has_text, has_refusal,
                NOT sendable AND reference_count = 0 AND role <> 'assistant' AS invalid, incomplete, created, after_reply,
                reply_key IS NOT NULL AS replied, id_hash, heard_millis
            FROM @turn WHERE conversation_id = ? AND instructions_version IS NULL AND NOT replaced\s""";
    static final String LAST = CURRENT + "ORDER BY position DESC LIMIT ?";

    private final Sql sql;

    QuotableRows(Sql sql) {
        this.sql = sql;
    }

    List<QuotableTurn> last(long conversationId, int limit) {
        List<QuotableTurn> turns = sql.list(LAST, QuotableRows::turn, conversationId, limit);
        Collections.reverse(turns);
        return turns;
    }

    List<QuotableTurn> first(long conversationId, int limit) {
        return sql.list(CURRENT + "ORDER BY position LIMIT ?", QuotableRows::turn, conversationId, limit);
    }

    List<QuotableTurn> after(long conversationId, long position) {
        return sql.list(CURRENT + "AND position > ? ORDER BY position", QuotableRows::turn, conversationId, position);
    }

    /** A turn that was just written. */
    static QuotableTurn of(StoredTurn turn) {
        Derived derived = turn.row().derived();
        AudioRow audio = turn.audio();
        Long heard = audio == null ? null : audio.speech().heardMillis();
        boolean assistant = turn.row().role().equals("assistant");
        return new QuotableTurn(
                turn.position(),
                turn.row().role(),
                derived.matchKey(),
                derived.transcriptKey(),
                new QuotableTurn.Content(
                        derived.hasTools(),
                        derived.soundCount() > 0,
                        derived.hasText(),
                        derived.hasRefusal(),
                        !derived.sendable() && derived.referenceCount() == 0 && !assistant),
                audio == null ? null : audio.idHash(),
                heard != null && heard == 0,
                new QuotableTurn.Origin(
                        turn.reply().replyKey() != null || turn.reply().created() != null,
                        turn.row().state().incomplete(),
                        turn.reply().created(),
                        turn.reply().afterReply()));
    }

    static QuotableTurn turn(ResultSet rows) throws SQLException {
        Long heard = Sql.whole(rows, "heard_millis");
        Long created = Sql.whole(rows, "created");
        return new QuotableTurn(
                rows.getLong("position"),
                rows.getString("role"),
                rows.getLong("match_key"),
                Sql.whole(rows, "transcript_key"),
                new QuotableTurn.Content(
                        rows.getBoolean("has_tools"),
                        rows.getBoolean("sounds"),
                        rows.getBoolean("has_text"),
                        rows.getBoolean("has_refusal"),
                        rows.getBoolean("invalid")),
                rows.getBytes("id_hash"),
                heard != null && heard == 0,
                new QuotableTurn.Origin(
                        rows.getBoolean("replied") || created != null,
                        rows.getBoolean("incomplete"),
                        created,
                        Sql.truth(rows, "after_reply")));
    }
}
