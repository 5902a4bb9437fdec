package io.histctl.store.postgresql;

import io.histctl.store.Change;
import io.histctl.store.Changes;
import io.histctl.store.Reading;
import io.histctl.store.jdbc.ChangeWriter;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;

/** Locks each conversation as it is read, until everything is committed. */
final class LockingAttempt<T> extends Attempt<T> {
    private final Sql sql;
    private final boolean durable;

    LockingAttempt(Sql sql, boolean durable) {
        this.sql = sql;
        this.durable = durable;
    }

    @Override
    boolean run(List<Function<Reading, Change<T>>> units) throws SQLException {
        sql.connection().setAutoCommit(false);
        for (Function<Reading, Change<T>> unit : units) {
            Change<T> change = unit.apply(PostgresReading.locking(sql));
            add(change);
            Changes changes = change.changes();
            if (changes != null
                    && !ChangeWriter.write(new PostgresChangeTables(sql, writeId(), durable, null), changes)) {
                return false;
            }
        }
        sql.connection().commit();
        return true;
    }
}
