package io.histctl.cli.page;

import io.histctl.Conversation;
import io.histctl.export.ExportReport;
import io.histctl.model.Turn;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The turns of a conversation, read in batches: a page reads the sound of a turn while it writes the turn, when no
 * transaction may be open, and never holds all turns in memory.
 */
final class TurnBatches {
    private static final int BATCH = 500;

    private final Conversation chat;
    private final long count;
    private final long first;
    private final long last;

    private TurnBatches(Conversation chat, long count, long first, long last) {
        this.chat = chat;
        this.count = count;
        this.first = first;
        this.last = last;
    }

    /** The turns that a plan lists, or all turns without a plan. */
    static TurnBatches of(Conversation chat, Plan plan) {
        ExportReport report = plan.report();
        if (report != null && !report.turns().isEmpty()) {
            int count = report.turns().size();
            return new TurnBatches(
                    chat,
                    count,
                    report.turns().get(0).position(),
                    report.turns().get(count - 1).position());
        }
        long[] found = {0, 1, 0};
        chat.eachTurn(turn -> {
            found[1] = found[0]++ == 0 ? turn.position() : found[1];
            found[2] = turn.position();
        });
        return new TurnBatches(chat, found[0], found[1], found[2]);
    }

    long count() {
        return count;
    }

    /** When the first turn was said; null without turns. */
    @Nullable
    Instant begin() {
        return saidAt(first);
    }

    /** When the last turn was said; null without turns. */
    @Nullable
    Instant end() {
        return saidAt(last);
    }

    /** Receives a turn. */
    interface Sink {
        void turn(Turn turn) throws IOException;
    }

    /** Passes on each turn, while no transaction is open. */
    void each(Sink sink) throws IOException {
        for (long from = first; from <= last; from += BATCH) {
            for (Turn turn : batch(from, Math.min(last, from + BATCH - 1))) {
                sink.turn(turn);
            }
        }
    }

    private @Nullable Instant saidAt(long position) {
        List<Turn> found = count == 0 ? List.of() : batch(position, position);
        return found.isEmpty() ? null : found.get(0).saidAt();
    }

    private List<Turn> batch(long from, long to) {
        List<Turn> batch = new ArrayList<>();
        chat.eachTurn(from, to, batch::add);
        return batch;
    }
}
