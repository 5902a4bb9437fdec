package io.histctl.store.jdbc;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The columns of a whole turn, read by name at the cost of reading by number. */
@SuppressWarnings("EnumOrdinal") // the SELECT list is made of the same enum, in the same order
enum TurnColumn {
    ID("t.id"),
    POSITION("t.position"),
    ROLE("t.role"),
    SAID_AT("t.said_at"),
    MESSAGE("t.message"),
    INSTRUCTIONS_VERSION("t.instructions_version"),
    REPLACED("t.replaced"),
    INCOMPLETE("t.incomplete"),
    VOICE_LOST("t.voice_lost"),
    MATCH_KEY("t.match_key"),
    TRANSCRIPT_KEY("t.transcript_key"),
    SENDABLE("t.sendable"),
    HAS_TEXT("t.has_text"),
    HAS_REFUSAL("t.has_refusal"),
    HAS_TOOLS("t.has_tools"),
    SOUND_COUNT("t.sound_count"),
    REFERENCE_COUNT("t.reference_count"),
    TOKENS("t.tokens"),
    CONTENT_HASH("t.content_hash"),
    REPLY_KEY("t.reply_key"),
    RESPONSE_ID("t.response_id"),
    MODEL("t.model"),
    CREATED("t.created"),
    FINISH_REASON("t.finish_reason"),
    USAGE("t.usage"),
    AFTER_REPLY("t.after_reply"),
    ID_HASH("a.id_hash"),
    AUDIO_ID("a.audio_id"),
    ID_OFFSET("a.id_offset"),
    REPORTED_EXPIRES_AT("a.reported_expires_at"),
    EXPIRES_AT("a.expires_at"),
    GONE_AT("a.gone_at"),
    PRUNED_AT("a.pruned_at"),
    FORMAT("a.format"),
    VOICE("a.voice"),
    SOUND_BYTES("a.sound_bytes"),
    MILLIS("a.millis"),
    MILLIS_MEASURED("a.millis_measured"),
    HAS_TRANSCRIPT("a.has_transcript"),
    HEARD_MILLIS("a.heard_millis"),
    SOUND_KEPT("a.sound_kept"),
    AUDIO_TOKENS("a.audio_tokens"),
    TEXT_TOKENS("a.text_tokens"),
    TRANSCRIPT("r.text");

    private final String sql;

    TurnColumn(String sql) {
        this.sql = sql;
    }

    /** All columns, for a {@code SELECT}. */
    static String list() {
        return Arrays.stream(values()).map(column -> column.sql).collect(Collectors.joining(", "));
    }

    long number(ResultSet rows) throws SQLException {
        return rows.getLong(ordinal() + 1);
    }

    @Nullable
    Long numberOrNull(ResultSet rows) throws SQLException {
        long value = rows.getLong(ordinal() + 1);
        return value == 0 && rows.wasNull() ? null : value;
    }

    @Nullable
    Boolean truthOrNull(ResultSet rows) throws SQLException {
        Long value = numberOrNull(rows);
        return value == null ? null : (Boolean) (value != 0);
    }

    boolean truth(ResultSet rows) throws SQLException {
        return rows.getLong(ordinal() + 1) != 0;
    }

    byte @Nullable [] bytes(ResultSet rows) throws SQLException {
        return rows.getBytes(ordinal() + 1);
    }

    byte[] bytesOrEmpty(ResultSet rows) throws SQLException {
        byte[] bytes = bytes(rows);
        return bytes == null ? new byte[0] : bytes;
    }

    /** Text. The driver itself would return null for damaged bytes that are not UTF-8. */
    @Nullable
    String text(ResultSet rows) throws SQLException {
        byte[] bytes = bytes(rows);
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    String textOrEmpty(ResultSet rows) throws SQLException {
        return new String(bytesOrEmpty(rows), StandardCharsets.UTF_8);
    }
}
