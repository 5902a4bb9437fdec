package io.histctl.store.jdbc;

import io.histctl.error.NotFoundException;
import io.histctl.error.Remedy;
import io.histctl.error.StoreException;
import io.histctl.store.AudioRow;
import io.histctl.store.ContentHash;
import io.histctl.store.Derived;
import io.histctl.store.ReplyRow;
import io.histctl.store.SoundRow;
import io.histctl.store.StoredConversation;
import io.histctl.store.StoredTurn;
import io.histctl.store.TurnRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads whole turns in plain JDBC: an export may read a hundred thousand of them. */
final class TurnReader {
    private static final String WHOLE = "SELECT " + TurnColumn.list() + """
             FROM turn t LEFT JOIN audio a ON a.turn_id = t.id LEFT JOIN transcript r ON r.turn_id = t.id
            WHERE t.conversation_id = ? AND t.position BETWEEN ? AND ? ORDER BY t.position""";
    private static final String SOUNDS = """
            SELECT "offset", sound_id, hash, format, sound_bytes, millis FROM turn_sound
            WHERE turn_id = ? ORDER BY "offset\"""";

    /** Roles that no reply has; the columns of a reply are not read for them. */
    private static final Set<String> REQUEST_ROLES = Set.of("user", "system", "developer", "tool");

    private final Statements statements;
    private final ReferenceTable references;

    TurnReader(Statements statements) {
        this.statements = statements;
        this.references = new ReferenceTable(statements);
    }

    void each(StoredConversation conversation, long from, long to, Consumer<StoredTurn> turns) {
        unchecked(conversation.id(), from, to, turn -> turns.accept(turn.ensureIntact(conversation.name())));
    }

    void all(StoredConversation conversation, Consumer<StoredTurn> turns) {
        Extent found = new Extent();
        each(conversation, Long.MIN_VALUE, Long.MAX_VALUE, turn -> {
            found.add(turn);
            turns.accept(turn);
        });
        if (!found.isThatOf(conversation)) {
            throw new StoreException(
                    "turns of " + conversation.name()
                            + " are missing from the store; verify the store, and restore a backup",
                    Remedy.VERIFY);
        }
    }

    void unchecked(long conversationId, long from, long to, Consumer<StoredTurn> turns) {
        statements.each(WHOLE, rows -> turns.accept(turn(rows)), conversationId, from, to);
    }

    Optional<StoredTurn> at(StoredConversation conversation, long position) {
        List<StoredTurn> found = new ArrayList<>(1);
        each(conversation, position, position, found::add);
        return found.stream().findFirst();
    }

    StoredTurn get(StoredConversation conversation, long position) {
        return at(conversation, position)
                .orElseThrow(() -> new NotFoundException(
                        "the conversation has no turn " + position + "; check the position", Remedy.SHOW_TURNS));
    }

    /** The count and the sum of turns as they are read. */
    static final class Extent {
        private long count;
        private long sum;

        void add(StoredTurn turn) {
            count++;
            sum += ContentHash.summand(turn.contentHash(), turn.row().state().replaced());
        }

        boolean isThatOf(StoredConversation conversation) {
            return count == conversation.extent().turns()
                    && sum == conversation.extent().sum();
        }
    }

    private StoredTurn turn(ResultSet rows) throws SQLException {
        long id = TurnColumn.ID.number(rows);
        TurnRow row = row(rows);
        AudioRow audio = audio(rows);
        boolean sounds = row.derived().soundCount() > 0
                || (audio != null && audio.speech().kept());
        return new StoredTurn(
                id,
                row,
                REQUEST_ROLES.contains(row.role()) ? ReplyRow.NONE : reply(rows),
                audio,
                sounds ? sounds(id) : List.of(),
                row.derived().referenceCount() > 0 ? references.of(id) : List.of(),
                TurnColumn.TRANSCRIPT.text(rows),
                TurnColumn.CONTENT_HASH.bytesOrEmpty(rows));
    }

    private static TurnRow row(ResultSet rows) throws SQLException {
        return new TurnRow(
                TurnColumn.POSITION.number(rows),
                TurnColumn.ROLE.textOrEmpty(rows),
                TurnColumn.SAID_AT.number(rows),
                TurnColumn.MESSAGE.bytesOrEmpty(rows),
                derived(rows),
                TurnColumn.INSTRUCTIONS_VERSION.numberOrNull(rows),
                new TurnRow.State(
                        TurnColumn.REPLACED.truth(rows),
                        TurnColumn.INCOMPLETE.truth(rows),
                        TurnColumn.VOICE_LOST.truth(rows)));
    }

    private static Derived derived(ResultSet rows) throws SQLException {
        return new Derived(
                TurnColumn.MATCH_KEY.number(rows),
                TurnColumn.TRANSCRIPT_KEY.numberOrNull(rows),
                TurnColumn.SENDABLE.truth(rows),
                TurnColumn.HAS_TEXT.truth(rows),
                TurnColumn.HAS_REFUSAL.truth(rows),
                TurnColumn.HAS_TOOLS.truth(rows),
                (int) TurnColumn.SOUND_COUNT.number(rows),
                (int) TurnColumn.REFERENCE_COUNT.number(rows),
                TurnColumn.TOKENS.number(rows));
    }

    private static ReplyRow reply(ResultSet rows) throws SQLException {
        return new ReplyRow(
                TurnColumn.REPLY_KEY.bytes(rows),
                TurnColumn.RESPONSE_ID.text(rows),
                TurnColumn.MODEL.text(rows),
                TurnColumn.CREATED.numberOrNull(rows),
                TurnColumn.FINISH_REASON.text(rows),
                TurnColumn.USAGE.bytes(rows),
                TurnColumn.AFTER_REPLY.truthOrNull(rows));
    }

    private static @Nullable AudioRow audio(ResultSet rows) throws SQLException {
        byte[] hash = TurnColumn.ID_HASH.bytes(rows);
        if (hash == null) {
            return null;
        }
        return new AudioRow(
                TurnColumn.AUDIO_ID.text(rows),
                hash,
                (int) TurnColumn.ID_OFFSET.number(rows),
                new AudioRow.Expiry(
                        TurnColumn.REPORTED_EXPIRES_AT.numberOrNull(rows),
                        TurnColumn.EXPIRES_AT.number(rows),
                        TurnColumn.GONE_AT.numberOrNull(rows),
                        TurnColumn.PRUNED_AT.numberOrNull(rows)),
                new AudioRow.Speech(
                        TurnColumn.FORMAT.text(rows),
                        TurnColumn.VOICE.text(rows),
                        TurnColumn.SOUND_BYTES.numberOrNull(rows),
                        TurnColumn.MILLIS.numberOrNull(rows),
                        TurnColumn.MILLIS_MEASURED.truth(rows),
                        TurnColumn.HAS_TRANSCRIPT.truth(rows),
                        TurnColumn.HEARD_MILLIS.numberOrNull(rows),
                        TurnColumn.SOUND_KEPT.truth(rows)),
                TurnColumn.AUDIO_TOKENS.numberOrNull(rows),
                TurnColumn.TEXT_TOKENS.numberOrNull(rows));
    }

    List<SoundRow> sounds(long turnId) {
        List<SoundRow> sounds = new ArrayList<>();
        statements.each(
                SOUNDS,
                rows -> sounds.add(new SoundRow(
                        rows.getInt("offset"),
                        Statements.whole(rows, "sound_id"),
                        Statements.bytes(rows, "hash"),
                        Statements.textOrNull(rows, "format"),
                        rows.getLong("sound_bytes"),
                        Statements.whole(rows, "millis"))),
                turnId);
        return sounds;
    }
}
