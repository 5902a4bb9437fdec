package io.histctl.store.postgresql;

import io.histctl.store.Change;
import io.histctl.store.Changes;
import io.histctl.store.NewTurn;
import io.histctl.store.Reading;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;

/** An attempt to run units of work and to write their changes. */
abstract class Attempt<T> {
    private final long writeId = ThreadLocalRandom.current().nextLong();
    private final List<T> results = new ArrayList<>();
    private Optional<Written> firstAdded = Optional.empty();

    /**
     * Turns that the attempt has added, unless its commit failed.
     *
     * @param after the position after which they are
     */
    private record Written(String conversation, long after) {}

    /** Runs the units; false if a conversation had changed since it was read, so that nothing may be committed. */
    abstract boolean run(List<Function<Reading, Change<T>>> units) throws SQLException;

    /** Identifies the turns that the attempt adds. */
    long writeId() {
        return writeId;
    }

    List<T> results() {
        return results;
    }

    /** Whether the attempt was committed although its connection was lost; false if it added no turns. */
    boolean isCommitted(Sql sql) {
        return firstAdded
                .filter(added -> sql.exists(
                        "SELECT 1 FROM @turn WHERE conversation_id = ? AND position > ? AND write_id = ? LIMIT 1",
                        sql.scope().idOf(added.conversation()),
                        added.after(),
                        writeId))
                .isPresent();
    }

    void add(Change<T> change) {
        results.add(change.result());
        Changes changes = change.changes();
        if (changes != null && firstAdded.isEmpty() && !added(changes).isEmpty()) {
            firstAdded = Optional.of(new Written(
                    changes.conversation().name(), changes.conversation().lastPosition()));
        }
    }

    /** The turns that changes add. */
    static List<NewTurn> added(Changes changes) {
        List<NewTurn> turns = new ArrayList<>();
        for (Changes.Edit edit : changes.edits()) {
            if (edit instanceof Changes.Append append) {
                turns.addAll(append.turns());
            } else if (edit instanceof Changes.AppendReplaced append) {
                turns.addAll(append.turns());
            }
        }
        return turns;
    }
}
