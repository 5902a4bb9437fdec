package io.histctl.store.postgresql;

import io.histctl.error.NotFoundException;
import io.histctl.error.Remedy;
import io.histctl.error.StoreException;
import io.histctl.store.AudioRow;
import io.histctl.store.ContentHash;
import io.histctl.store.ReferenceRow;
import io.histctl.store.SoundRow;
import io.histctl.store.StoredConversation;
import io.histctl.store.StoredTurn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads whole turns. Their sounds and references are read in portions of turns, so that the number of round trips does not
 * grow with each turn.
 */
final class PostgresTurnReader {
    private static final String WHOLE = """
            SELECT t.*, i.value AS audio_id,
                CASE WHEN t.id_hash IS NOT NULL AND i.value IS NULL THEN least(
                    (SELECT p.pruned_at FROM @pruning p WHERE p.namespace = ? AND p.conversation_id = 0
                        AND p.through >= t.expires_at ORDER BY p.through, p.pruned_at LIMIT 1),
                    (SELECT p.pruned_at FROM @pruning p WHERE p.namespace = ? AND p.conversation_id = t.conversation_id
                        AND p.through >= t.expires_at ORDER BY p.through, p.pruned_at LIMIT 1)) END AS pruned_at
            FROM @turn t LEFT JOIN @audio_id i
                ON i.conversation_id = t.conversation_id AND i.position = t.position AND i.expires_at = t.expires_at
            WHERE t.conversation_id = ? AND t.position BETWEEN ? AND ? ORDER BY t.position""";
    private static final String SOUNDS = """
            SELECT position, at_byte, hash, kept, format, sound_bytes, millis FROM @turn_sound
            WHERE conversation_id = ? AND position BETWEEN ? AND ? ORDER BY position, at_byte""";
    private static final String REFERENCES = """
            SELECT * FROM @part_reference
            WHERE conversation_id = ? AND position BETWEEN ? AND ? ORDER BY position, part""";
    private static final int PORTION = 500;

    private final Sql sql;

    PostgresTurnReader(Sql sql) {
        this.sql = sql;
    }

    void each(StoredConversation conversation, long from, long to, Consumer<StoredTurn> turns) {
        unchecked(conversation.id(), from, to, turn -> turns.accept(turn.ensureIntact(conversation.name())));
    }

    void all(StoredConversation conversation, Consumer<StoredTurn> turns) {
        long[] extent = new long[2];
        each(conversation, Long.MIN_VALUE, Long.MAX_VALUE, turn -> {
            extent[0]++;
            extent[1] +=
                    ContentHash.summand(turn.contentHash(), turn.row().state().replaced());
            turns.accept(turn);
        });
        if (extent[0] != conversation.extent().turns()
                || extent[1] != conversation.extent().sum()) {
            throw new StoreException(
                    "turns of " + conversation.name()
                            + " are missing from the store; verify the store, and restore a backup",
                    Remedy.VERIFY);
        }
    }

    void unchecked(long conversationId, long from, long to, Consumer<StoredTurn> turns) {
        List<StoredTurn> portion = new ArrayList<>();
        sql.each(
                WHOLE,
                rows -> {
                    portion.add(TurnRows.turn(rows));
                    if (portion.size() == PORTION) {
                        passOn(conversationId, portion, turns);
                    }
                },
                sql.namespace(),
                sql.namespace(),
                conversationId,
                from,
                to);
        passOn(conversationId, portion, turns);
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

    private void passOn(long conversationId, List<StoredTurn> portion, Consumer<StoredTurn> turns) {
        if (portion.isEmpty()) {
            return;
        }
        long from = portion.get(0).position();
        long to = portion.get(portion.size() - 1).position();
        ByPosition<SoundRow> sounds = new ByPosition<>();
        ByPosition<ReferenceRow> references = new ByPosition<>();
        if (portion.stream().anyMatch(PostgresTurnReader::hasSounds)) {
            sql.each(
                    SOUNDS,
                    rows -> sounds.add(rows.getLong("position"), TurnRows.sound(rows, conversationId)),
                    conversationId,
                    from,
                    to);
        }
        if (portion.stream().anyMatch(turn -> turn.row().derived().referenceCount() > 0)) {
            sql.each(
                    REFERENCES,
                    rows -> references.add(rows.getLong("position"), TurnRows.reference(rows)),
                    conversationId,
                    from,
                    to);
        }
        portion.forEach(
                turn -> turns.accept(TurnRows.with(turn, sounds.of(turn.position()), references.of(turn.position()))));
        portion.clear();
    }

    private static boolean hasSounds(StoredTurn turn) {
        AudioRow audio = turn.audio();
        return turn.row().derived().soundCount() > 0
                || (audio != null && audio.speech().kept());
    }
}
