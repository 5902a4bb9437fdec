package io.histctl.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Turns, read in plain JDBC: the one path on which a hundred thousand of them pass at once. */
public final class TurnReader {
    private static final String WHOLE = """
            SELECT t.id, t.conversation_id, t.position, t.role, t.said_at, t.message, t.match_key, t.words_key,
                t.ready, t.spoken_text, t.refused, t.tools, t.sounds, t.block, t.replaced, t.incomplete, t.voice_lost, t.tokens,
                t.reply_key, t.response_id, t.model, t.created, t.finish_reason, t.usage,
                a.audio_id, a.id_hash, a.id_offset, a.expires_at, a.dies_at, a.gone_at, a.pruned_at, a.format, a.voice,
                a.sound_bytes, a.millis, a.measured, a.told, a.heard, a.audio_tokens, a.text_tokens, r.text
            FROM turn t LEFT JOIN audio a ON a.turn_id = t.id LEFT JOIN transcript r ON r.turn_id = t.id
            WHERE t.conversation_id = ? AND t.position BETWEEN ? AND ? ORDER BY t.position""";
    private static final String BODIES = """
            SELECT t.position, t.message,
                t.ready + 2 * t.tools + 4 * (t.sounds > 0) + 8 * (a.id_offset IS NOT NULL),
                t.id, a.id_offset, a.audio_id
            FROM turn t LEFT JOIN audio a ON a.turn_id = t.id
            WHERE t.conversation_id = ? AND t.position BETWEEN ? AND ? ORDER BY t.position""";
    private static final String OUTLINES = """
            SELECT t.position, t.role, t.tokens,
                t.replaced + 2 * t.spoken_text + 4 * t.refused + 8 * (t.block IS NOT NULL) + 16 * t.tools
                    + 32 * (t.sounds > 0) + 64 * (a.dies_at IS NOT NULL) + 128 * t.ready,
                t.block, t.message,
                CASE WHEN t.sounds > 0 THEN (SELECT total(millis) FROM turn_sound s WHERE s.turn_id = t.id) END,
                CASE WHEN t.sounds > 0 THEN
                    (SELECT count(*) FROM turn_sound s WHERE s.turn_id = t.id AND sound_id IS NULL) END,
                a.dies_at, a.gone_at, a.pruned_at, a.millis, a.audio_tokens, a.text_tokens, a.heard,
                CASE WHEN t.sounds > 0 THEN
                    (SELECT octet_length(r.text) FROM transcript r WHERE r.turn_id = t.id) ELSE 0 END,
                t.sounds + coalesce(a.told = 0, 0)
            FROM turn t LEFT JOIN audio a ON a.turn_id = t.id
            WHERE t.conversation_id = ? ORDER BY t.position""";
    private static final String SOUNDS = """
            SELECT "offset", sound_id, hash, format, sound_bytes, millis FROM turn_sound
            WHERE turn_id = ? ORDER BY "offset\"""";

    private final Statements statements;

    /** Works within the transaction of this session. */
    public TurnReader(Session session) {
        this.statements = session.statements();
    }

    /** Gives the turns of these positions, in their order. */
    public void each(long conversationId, long from, long to, Consumer<StoredTurn> turns) {
        statements.each(WHOLE, rows -> turns.accept(whole(rows)), conversationId, from, to);
    }

    /**
     * What rendering needs of every turn.
     *
     * @param spoken whether it has an audio id, or had one
     * @param audioId null where it has none any more
     */
    public record Body(
            long position,
            byte[] message,
            boolean ready,
            boolean tools,
            boolean spoken,
            @Nullable String audioId,
            int idOffset,
            List<SoundRow> sounds) {}

    /** Gives what rendering needs of the turns of these positions, in their order. */
    public void bodies(long conversationId, long from, long to, Consumer<Body> bodies) {
        statements.each(
                BODIES,
                rows -> {
                    int is = rows.getInt(3); // several at once, since each column that is asked for costs a call
                    boolean spoken = (is & 8) != 0;
                    bodies.accept(new Body(
                            rows.getLong(1),
                            rows.getBytes(2),
                            (is & 1) != 0,
                            (is & 2) != 0,
                            spoken,
                            spoken ? rows.getString(6) : null,
                            spoken ? rows.getInt(5) : 0,
                            (is & 4) != 0 ? sounds(rows.getLong(4)) : List.of()));
                },
                conversationId,
                from,
                to);
    }

    /** The turn at this position. */
    public Optional<StoredTurn> at(long conversationId, long position) {
        List<StoredTurn> found = new ArrayList<>(1);
        each(conversationId, position, position, found::add);
        return found.stream().findFirst();
    }

    /** Gives what planning needs of each turn of a conversation. */
    public void outlines(long conversationId, Consumer<OutlineRow> outlines) {
        statements.each(OUTLINES, rows -> outlines.accept(outline(rows)), conversationId);
    }

    private static OutlineRow outline(ResultSet rows) throws SQLException {
        int is = rows.getInt(4); // as in the bodies
        boolean sounds = (is & 32) != 0;
        boolean spoken = (is & 64) != 0;
        boolean tools = (is & 16) != 0;
        return new OutlineRow(
                rows.getLong(1),
                rows.getString(2),
                (is & 8) != 0 ? (Long) rows.getLong(5) : null,
                (is & 1) != 0,
                (is & 2) != 0,
                (is & 4) != 0,
                rows.getLong(3),
                tools,
                (is & 128) != 0,
                tools || !(sounds || spoken) ? rows.getBytes(6) : null,
                sounds ? Statements.whole(rows, 7) : null,
                sounds ? rows.getLong(8) : 0,
                spoken ? (Long) rows.getLong(9) : null,
                spoken && Statements.whole(rows, 10) != null,
                spoken && Statements.whole(rows, 11) != null,
                spoken ? Statements.whole(rows, 12) : null,
                spoken ? Statements.whole(rows, 13) : null,
                spoken ? Statements.whole(rows, 14) : null,
                spoken ? Statements.whole(rows, 15) : null,
                sounds ? rows.getLong(16) : 0,
                sounds || spoken ? rows.getLong(17) : 0);
    }

    /** The model of the newest reply; null where none names one. */
    public @Nullable String newestModel(long conversationId) {
        return statements.first("""
                        SELECT model FROM turn WHERE conversation_id = ? AND model IS NOT NULL
                        ORDER BY position DESC LIMIT 1""", rows -> rows.getString(1), conversationId).orElse(null);
    }

    private StoredTurn whole(ResultSet rows) throws SQLException {
        long id = rows.getLong(1);
        TurnRow turn = new TurnRow(
                rows.getLong(2),
                rows.getLong(3),
                rows.getString(4),
                rows.getLong(5),
                rows.getBytes(6),
                rows.getLong(7),
                Statements.whole(rows, 8),
                rows.getBoolean(9),
                rows.getBoolean(10),
                rows.getBoolean(11),
                rows.getBoolean(12),
                rows.getInt(13),
                Statements.whole(rows, 14),
                rows.getBoolean(15),
                rows.getBoolean(16),
                rows.getBoolean(17),
                rows.getLong(18));
        ReplyRow reply = new ReplyRow(
                rows.getBytes(19),
                rows.getString(20),
                rows.getString(21),
                Statements.whole(rows, 22),
                rows.getString(23),
                rows.getBytes(24));
        return new StoredTurn(
                id, turn, reply, audio(rows), turn.sounds() > 0 ? sounds(id) : List.of(), rows.getString(41));
    }

    private static @Nullable AudioRow audio(ResultSet rows) throws SQLException {
        byte[] hash = rows.getBytes(26);
        if (hash == null) {
            return null;
        }
        return new AudioRow(
                rows.getString(25),
                hash,
                rows.getInt(27),
                Statements.whole(rows, 28),
                rows.getLong(29),
                Statements.whole(rows, 30),
                Statements.whole(rows, 31),
                rows.getString(32),
                rows.getString(33),
                Statements.whole(rows, 34),
                Statements.whole(rows, 35),
                rows.getBoolean(36),
                rows.getBoolean(37),
                Statements.whole(rows, 38),
                Statements.whole(rows, 39),
                Statements.whole(rows, 40));
    }

    /** The sounds that were cut out of a turn, its own too where that is an assistant's. */
    public List<SoundRow> sounds(long turnId) {
        List<SoundRow> sounds = new ArrayList<>();
        statements.each(
                SOUNDS,
                rows -> sounds.add(new SoundRow(
                        rows.getInt(1),
                        Statements.whole(rows, 2),
                        rows.getBytes(3),
                        rows.getString(4),
                        rows.getLong(5),
                        Statements.whole(rows, 6))),
                turnId);
        return sounds;
    }
}
