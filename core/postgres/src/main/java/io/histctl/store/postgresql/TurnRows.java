package io.histctl.store.postgresql;

import io.histctl.store.AudioRow;
import io.histctl.store.Derived;
import io.histctl.store.ReferenceRow;
import io.histctl.store.ReplyRow;
import io.histctl.store.SoundRow;
import io.histctl.store.StoredTurn;
import io.histctl.store.TurnRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Maps rows to turns, their sounds and their references. */
final class TurnRows {
    private TurnRows() {}

    /** A turn without its sounds and references. A turn is identified by its position, so that is its id too. */
    static StoredTurn turn(ResultSet rows) throws SQLException {
        long position = rows.getLong("position");
        return new StoredTurn(
                position,
                row(rows, position),
                reply(rows),
                audio(rows),
                List.of(),
                List.of(),
                Sql.textOrNull(rows, "transcript"),
                Sql.bytes(rows, "content_hash"));
    }

    static StoredTurn with(StoredTurn turn, List<SoundRow> sounds, List<ReferenceRow> references) {
        return sounds.isEmpty() && references.isEmpty()
                ? turn
                : new StoredTurn(
                        turn.id(),
                        turn.row(),
                        turn.reply(),
                        turn.audio(),
                        sounds,
                        references,
                        turn.transcript(),
                        turn.contentHash());
    }

    /** A sound that is kept is found by its conversation and its hash. */
    static SoundRow sound(ResultSet rows, long conversationId) throws SQLException {
        return new SoundRow(
                rows.getInt("at_byte"),
                rows.getBoolean("kept") ? (Long) conversationId : null,
                Sql.bytes(rows, "hash"),
                Sql.textOrNull(rows, "format"),
                rows.getLong("sound_bytes"),
                Sql.whole(rows, "millis"));
    }

    static ReferenceRow reference(ResultSet rows) throws SQLException {
        Long offset = Sql.whole(rows, "query_offset");
        return new ReferenceRow(
                rows.getInt("part"),
                rows.getString("kind"),
                Sql.textOrNull(rows, "value"),
                Sql.bytes(rows, "value_hash"),
                offset == null ? null : (Integer) offset.intValue(),
                expiry(rows));
    }

    static ReferenceRow.Expiry expiry(ResultSet rows) throws SQLException {
        return new ReferenceRow.Expiry(
                Sql.whole(rows, "reported_expires_at"),
                Sql.whole(rows, "expires_at"),
                Sql.whole(rows, "gone_at"),
                Sql.whole(rows, "pruned_at"));
    }

    private static TurnRow row(ResultSet rows, long position) throws SQLException {
        return new TurnRow(
                position,
                rows.getString("role"),
                rows.getLong("said_at"),
                Sql.bytes(rows, "message"),
                derived(rows),
                Sql.whole(rows, "instructions_version"),
                new TurnRow.State(
                        rows.getBoolean("replaced"), rows.getBoolean("incomplete"), rows.getBoolean("voice_lost")));
    }

    private static Derived derived(ResultSet rows) throws SQLException {
        return new Derived(
                rows.getLong("match_key"),
                Sql.whole(rows, "transcript_key"),
                rows.getBoolean("sendable"),
                rows.getBoolean("has_text"),
                rows.getBoolean("has_refusal"),
                rows.getBoolean("has_tools"),
                rows.getInt("sound_count"),
                rows.getInt("reference_count"),
                rows.getLong("tokens"));
    }

    private static ReplyRow reply(ResultSet rows) throws SQLException {
        return new ReplyRow(
                rows.getBytes("reply_key"),
                Sql.textOrNull(rows, "response_id"),
                Sql.textOrNull(rows, "model"),
                Sql.whole(rows, "created"),
                Sql.textOrNull(rows, "finish_reason"),
                rows.getBytes("usage"),
                Sql.truth(rows, "after_reply"));
    }

    private static @Nullable AudioRow audio(ResultSet rows) throws SQLException {
        byte[] hash = rows.getBytes("id_hash");
        return hash == null
                ? null
                : new AudioRow(
                        Sql.textOrNull(rows, "audio_id"),
                        hash,
                        rows.getInt("id_offset"),
                        new AudioRow.Expiry(
                                Sql.whole(rows, "reported_expires_at"),
                                rows.getLong("expires_at"),
                                Sql.whole(rows, "gone_at"),
                                Sql.whole(rows, "pruned_at")),
                        speech(rows),
                        Sql.whole(rows, "audio_tokens"),
                        Sql.whole(rows, "text_tokens"));
    }

    private static AudioRow.Speech speech(ResultSet rows) throws SQLException {
        return new AudioRow.Speech(
                Sql.textOrNull(rows, "format"),
                Sql.textOrNull(rows, "voice"),
                Sql.whole(rows, "sound_bytes"),
                Sql.whole(rows, "millis"),
                rows.getBoolean("millis_measured"),
                rows.getBoolean("has_transcript"),
                Sql.whole(rows, "heard_millis"),
                rows.getBoolean("sound_kept"));
    }
}
