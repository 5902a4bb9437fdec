package io.histctl.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.histctl.Conversation;
import io.histctl.HistoryStore;
import io.histctl.error.HistoryException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A store in memory that each input finds empty, and what must hold of it whatever came. */
final class Stage {
    static final Instant NOON = Instant.parse("2026-06-05T12:00:00Z");

    private final HistoryStore store = HistoryStore.inMemory(Clock.fixed(NOON, ZoneOffset.UTC));

    /** Something that may be refused. */
    interface Act {
        void run();
    }

    HistoryStore store() {
        return store;
    }

    Conversation chat(String id) {
        return store.conversation(id);
    }

    /** All that can be read of what is stored. */
    List<String> state() {
        List<String> state = new ArrayList<>();
        for (String id : store.conversationIds()) {
            state.add(id);
            chat(id).turns().forEach(turn -> state.add(turn.toString()));
        }
        return state;
    }

    /** All that is stored of one conversation. */
    String turns(String id) {
        return store.conversationIds().contains(id) ? chat(id).turns().toString() : "";
    }

    /** Runs it; refused it must be in a sentence. What else it throws is a finding. */
    @Nullable
    HistoryException refused(Act act) {
        try {
            act.run();
            return null;
        } catch (HistoryException refused) {
            Sentence.check(refused.getMessage());
            return refused;
        }
    }

    /** Runs it; refused it must have changed nothing. */
    boolean isRefused(Act act) {
        List<String> before = state();
        boolean refused = refused(act) != null;
        if (refused) {
            assertThat(state()).as("after an error").isEqualTo(before);
        }
        return refused;
    }

    /** Forgets what an input has left that failed. */
    void begin() {
        store.conversationIds().forEach(id -> chat(id).delete());
    }

    /** Whatever came, what is stored is sound; then it is gone. */
    void end() {
        assertThat(store.verify()).isEmpty();
        begin();
        assertThat(store.conversationIds()).isEmpty();
    }
}
