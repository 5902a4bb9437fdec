package io.histctl.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The tables whose rows carry a checksum, and the values that it is over. What changes in many rows at once is not
 * among them: to that of a turn 1 is added when it is replaced, and that of an audio id goes without the id, whose hash
 * it has.
 */
enum Sealed {
    CLOCK("clock", "observed_at, ahead, doubt", "NULL, 0"),
    CONVERSATION("conversation", "name, settings, last_position, last_block, last_created", "name, 0"),
    TURN(
            "turn",
            "conversation_id, position, role, said_at, message, match_key, words_key, ready, spoken_text,"
                    + " refused, tools, sounds, block, incomplete, voice_lost, tokens, reply_key, response_id, model, created, finish_reason,"
                    + " usage",
            Place.OF_CONVERSATION + ", position"),
    AUDIO(
            "audio",
            "turn_id, id_hash, id_offset, expires_at, dies_at, gone_at, format, voice, sound_bytes, millis, measured,"
                    + " told, heard, audio_tokens, text_tokens",
            Place.OF_TURN),
    PIECE("reply_piece", Place.REPLY_KEY + ", events", Place.OF_TURN),
    SOUND("turn_sound", "turn_id, \"offset\", hash, format, sound_bytes, millis", Place.OF_TURN),
    TRANSCRIPT("transcript", "turn_id, text", Place.OF_TURN),
    SUMMARY(
            "summary",
            "conversation_id, through, turns, fingerprint, text, made_by, made_at",
            Place.OF_CONVERSATION + ", through");

    private final String table;
    private final String values;
    private final String place;

    Sealed(String table, String values, String place) {
        this.table = table;
        this.values = values;
        this.place = place;
    }

    private static final class Place {
        static final String REPLY_KEY = "(SELECT reply_key FROM turn t WHERE t.id = turn_id)";
        static final String OF_CONVERSATION = "(SELECT name FROM conversation c WHERE c.id = conversation_id)";
        static final String OF_TURN =
                "(SELECT name FROM turn t JOIN conversation c ON c.id = t.conversation_id WHERE t.id = turn_id),"
                        + " (SELECT position FROM turn t WHERE t.id = turn_id)";
    }

    /** Writes the checksum of each row of a condition anew. */
    void renew(Session session, String condition, Object... arguments) {
        Statements statements = session.statements();
        statements.each(
                "SELECT rowid, " + values + " FROM " + table + " WHERE " + condition,
                rows -> statements.update(
                        "UPDATE " + table + " SET crc = ? WHERE rowid = ?", sum(rows, 2), rows.getLong(1)),
                arguments);
    }

    /** Whether the rows of a condition are as they were written, as far as a checksum tells. */
    boolean holds(Session session, String condition, Object... arguments) {
        return session
                .statements()
                .list(
                        "SELECT crc, " + replaced() + ", " + values + " FROM " + table + " WHERE " + condition,
                        Integer.MAX_VALUE,
                        rows -> isRight(rows, 3),
                        arguments)
                .stream()
                .allMatch(right -> right);
    }

    /** Looks at every row that has a checksum. */
    void check(Session session, RowCheck.Broken broken) {
        String all = "SELECT crc, " + replaced() + ", " + place + ", " + values + " FROM " + table;
        session.statements().each(all, rows -> {
            if (!isRight(rows, 5)) {
                broken.row(rows.getObject(3) == null ? null : Statements.text(rows, 3), rows.getLong(4), table);
            }
        });
    }

    private String replaced() {
        return this == TURN ? "replaced" : "0";
    }

    private static boolean isRight(ResultSet rows, int from) throws SQLException {
        Long crc = Statements.whole(rows, 1);
        return crc == null || crc == sum(rows, from) + rows.getLong(2);
    }

    private static long sum(ResultSet rows, int from) throws SQLException {
        @Nullable Object[] values = new Object[rows.getMetaData().getColumnCount() - from + 1];
        for (int i = 0; i < values.length; i++) {
            values[i] = rows.getObject(from + i);
        }
        return Checksum.of(values);
    }
}
