package io.histctl.summary;

import io.histctl.model.Turn;
import io.histctl.store.StoredConversation;
import io.histctl.store.TurnAssembler;
import io.histctl.store.Turns;
import java.util.ArrayList;
import java.util.List;

/**
 * The turns that a summary through a position covers: all that are in force but instructions; of a history longer than
 * memory should hold the newest, the same ones while it grows by little.
 *
 * @param turns in their order
 * @param older how many before them are left out
 */
public record SummarySource(List<Turn> turns, long older) {
    /** What they may weigh, in bytes of JSON; where they are more, the older half is left out. */
    private static final long MOST_BYTES = 6 << 20;

    /** What a turn takes beside its JSON, in bytes. */
    private static final long FRAME = 300;

    public SummarySource {
        turns = List.copyOf(turns);
    }

    public static SummarySource through(long position, StoredConversation conversation, Turns turns) {
        Newest newest = new Newest();
        turns.each(conversation, 1, position, stored -> {
            Turn turn = TurnAssembler.turn(stored, conversation.instructionsVersion());
            if (turn.standing() == Turn.Standing.CURRENT && !turn.role().instructs()) {
                newest.add(turn, stored.row().message().length + FRAME);
            }
        });
        return new SummarySource(newest.turns, newest.older);
    }

    /** Gathers turns, and lets the older half go each time there are too many. */
    private static final class Newest {
        private final List<Turn> turns = new ArrayList<>();
        private final List<Long> weights = new ArrayList<>();
        private long weight;
        private long older;

        void add(Turn turn, long bytes) {
            turns.add(turn);
            weights.add(bytes);
            weight += bytes;
            if (weight > MOST_BYTES) {
                halve();
            }
        }

        private void halve() {
            int gone = 0;
            while (weight > MOST_BYTES / 2 && gone < turns.size() - 1) {
                weight -= weights.get(gone++);
            }
            turns.subList(0, gone).clear();
            weights.subList(0, gone).clear();
            older += gone;
        }
    }
}
