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

/** A store in memory that is empty for each input, with the checks that must pass after every input. */
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

    /** Everything that can be read from the store. */
    List<String> state() {
        List<String> state = new ArrayList<>();
        for (String id : store.conversationIds()) {
            state.add(id);
            chat(id).turns().forEach(turn -> state.add(turn.toString()));
        }
        return state;
    }

    /** Everything that is stored of one conversation. */
    String turns(String id) {
        return store.conversationIds().contains(id) ? chat(id).turns().toString() : "";
    }

    /** Runs the action. It may be refused with one sentence; any other exception is a finding. */
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

    /** Runs the action. If it is refused, it must have changed nothing. */
    boolean isRefused(Act act) {
        List<String> before = state();
        boolean refused = refused(act) != null;
        if (refused) {
            assertThat(state()).as("after an error").isEqualTo(before);
        }
        return refused;
    }

    /** Deletes what a failed input has left. */
    void begin() {
        store.conversationIds().forEach(id -> chat(id).delete());
    }

    /** Checks that the store is intact, then empties it. */
    void end() {
        assertThat(store.verify()).isEmpty();
        begin();
        assertThat(store.conversationIds()).isEmpty();
    }
}
