package io.histctl;

import io.histctl.model.Turn;
import io.histctl.store.ConversationRow;
import io.histctl.store.SummaryRow;
import io.histctl.store.TurnReader;
import io.histctl.summary.TokenCounter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a summary is to be made of, read whole, so that no transaction is open while a summarizer takes its time.
 *
 * @param turns that it is to cover, in their order; never empty
 * @param through position of the last of them
 * @param stored the stored summary that reaches farthest into them; null: none
 * @param maxTokens what the whole message may cost
 * @param counter counts that
 */
record SummaryTask(List<Turn> turns, long through, @Nullable SummaryRow stored, long maxTokens, TokenCounter counter) {
    SummaryTask {
        turns = List.copyOf(turns);
    }

    /** The turns that a summary through this position covers. */
    static List<Turn> covered(TurnReader reader, ConversationRow conversation, long through) {
        List<Turn> turns = new ArrayList<>();
        reader.each(conversation.id(), 1, through, stored -> {
            Turn turn = Assembler.turn(stored, conversation.lastBlock());
            if (turn.standing() == Turn.Standing.CURRENT && !turn.role().instructs()) {
                turns.add(turn);
            }
        });
        return turns;
    }

    SummaryTask from(@Nullable SummaryRow other) {
        return new SummaryTask(turns, through, other, maxTokens, counter);
    }
}
