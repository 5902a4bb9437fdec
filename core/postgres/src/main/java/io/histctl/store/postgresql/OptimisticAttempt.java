package io.histctl.store.postgresql;

import io.histctl.store.Change;
import io.histctl.store.Changes;
import io.histctl.store.NewTurn;
import io.histctl.store.Reading;
import io.histctl.store.jdbc.ChangeWriter;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Writes each exchange with one statement and reads at most once for it. It can only add turns; everything else, and what
 * is not stored after all, needs locks.
 */
final class OptimisticAttempt<T> extends Attempt<T> {
    private final Sql sql;
    private final StateReader states;
    private final boolean durable;
    private boolean mayBeRepeated;

    OptimisticAttempt(Sql sql, RememberedStates remembered, boolean durable) {
        this.sql = sql;
        this.states = new StateReader(sql, remembered);
        this.durable = durable;
    }

    /** Whether it failed only because another process was faster. */
    boolean mayBeRepeated() {
        return mayBeRepeated;
    }

    @Override
    boolean run(List<Function<Reading, Change<T>>> units) throws SQLException {
        boolean done = false;
        try {
            done = runAll(units);
        } finally {
            if (done) {
                states.remember();
            } else {
                states.forget();
            }
        }
        return done;
    }

    private boolean runAll(List<Function<Reading, Change<T>>> units) throws SQLException {
        boolean single = units.size() == 1; // one statement commits itself
        sql.connection().setAutoCommit(single);
        for (Function<Reading, Change<T>> unit : units) {
            if (!run(unit)) {
                return false;
            }
        }
        if (!single) {
            sql.connection().commit();
        }
        return true;
    }

    private boolean run(Function<Reading, Change<T>> unit) {
        Assumptions assumptions = new Assumptions();
        Change<T> change;
        try {
            change = unit.apply(OptimisticReading.of(sql, states, assumptions));
        } catch (FailedStatement e) {
            throw e;
        } catch (RuntimeException e) {
            return false; // it may be due to what is out of date
        }
        Changes changes = change.changes();
        if (changes == null || !addsOnly(changes)) {
            return false;
        }
        add(change);
        PostgresChangeTables tables = new PostgresChangeTables(sql, writeId(), durable, assumptions);
        if (!ChangeWriter.write(tables, changes)) {
            mayBeRepeated = tables.lostRace();
            return false;
        }
        ConversationState before = states.of(changes.conversation().name());
        tables.written().forEach((row, turns) -> states.put(before.after(row, turns)));
        return true;
    }

    /** Whether the changes consist of new turns, and of words for their speech. */
    private static boolean addsOnly(Changes changes) {
        Set<Long> added = added(changes).stream().map(NewTurn::position).collect(Collectors.toSet());
        return changes.edits().stream()
                .allMatch(edit -> edit instanceof Changes.Append
                        || edit instanceof Changes.AppendReplaced
                        || (edit instanceof Changes.Transcribe words && added.contains(words.position())));
    }
}
