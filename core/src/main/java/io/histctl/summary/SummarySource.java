package io.histctl.summary;

import io.histctl.model.Hash;
import io.histctl.model.Message;
import io.histctl.model.Turn;
import io.histctl.model.Words;
import io.histctl.store.StoredConversation;
import io.histctl.store.StoredSummary;
import io.histctl.store.TurnAssembler;
import io.histctl.store.Turns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What a summary is made from: the current turns up to a position, without instructions. Very long histories keep only
 * their newest turns, about 6 MB, and leave the others out in large steps, so that a growing history can reuse its
 * summary.
 *
 * @param turns oldest first
 * @param omitted the number of turns before them that are left out
 * @param through the position of the last turn
 * @param stored the stored summary that reaches furthest without passing {@code through}; null if there is none
 * @hidden
 */
@API(status = API.Status.INTERNAL)
public record SummarySource(
        List<Turn> turns,
        long omitted,
        long through,
        @Nullable StoredSummary stored) {
    private static final long MAX_BYTES = 6 << 20;

    /** Bytes of a turn in memory, beyond its JSON. */
    private static final long TURN_OVERHEAD = 300;

    public SummarySource {
        turns = List.copyOf(turns);
    }

    /** Reads the turns through a position. */
    public static SummarySource read(
            long through, StoredConversation conversation, Turns turns, @Nullable StoredSummary stored) {
        NewestTurns newest = new NewestTurns();
        turns.each(conversation, 1, through, row -> {
            Turn turn = TurnAssembler.turn(row, conversation.instructionsVersion());
            if (turn.standing() == Turn.Standing.CURRENT && !turn.role().instructs()) {
                newest.add(turn, row.row().message().length + TURN_OVERHEAD);
            }
        });
        return new SummarySource(newest.turns, newest.omitted, through, stored);
    }

    /** The same turns with another stored summary. */
    public SummarySource withStored(@Nullable StoredSummary other) {
        return new SummarySource(turns, omitted, through, other);
    }

    /** Whether a summary was made from the first of these turns, and none of them has changed since. */
    public boolean continues(StoredSummary summary) {
        List<Turn> covered = turns.stream()
                .filter(turn -> turn.position() <= summary.through())
                .toList();
        return covered.size() == summary.turns() && Arrays.equals(fingerprint(covered), summary.fingerprint());
    }

    /** The number of turns that contain speech of a user without its words. */
    public long untranscribed() {
        return turns.stream()
                .filter(turn ->
                        turn.transcript() == null && !turn.message().sounds().isEmpty())
                .count();
    }

    /** The turns after a stored summary. */
    List<Turn> since(StoredSummary summary) {
        return turns.stream()
                .filter(turn -> turn.position() > summary.through())
                .toList();
    }

    byte[] fingerprint() {
        return fingerprint(turns);
    }

    /** A hash of everything that a summarizer reads of the turns. Stored: a change makes stored summaries unusable. */
    private static byte[] fingerprint(List<Turn> turns) {
        StringBuilder text = new StringBuilder();
        for (Turn turn : turns) {
            Message message = turn.message();
            text.append(turn.position()).append(turn.role()).append(Words.of(message, turn.transcript()));
            text.append(message.audioTranscript()).append(message.refusal()).append(message.toolCalls());
            text.append(turn.audio() == null ? null : turn.audio().speech().heard())
                    .append('\n');
        }
        return Hash.of(text.toString());
    }

    /** Collects turns and drops the older half whenever they exceed the limit. */
    private static final class NewestTurns {
        private final List<Turn> turns = new ArrayList<>();
        private final List<Long> sizes = new ArrayList<>();
        private long size;
        private long omitted;

        void add(Turn turn, long bytes) {
            turns.add(turn);
            sizes.add(bytes);
            size += bytes;
            if (size > MAX_BYTES) {
                halve();
            }
        }

        private void halve() {
            int dropped = 0;
            while (size > MAX_BYTES / 2 && dropped < turns.size() - 1) {
                size -= sizes.get(dropped++);
            }
            turns.subList(0, dropped).clear();
            sizes.subList(0, dropped).clear();
            omitted += dropped;
        }
    }
}
