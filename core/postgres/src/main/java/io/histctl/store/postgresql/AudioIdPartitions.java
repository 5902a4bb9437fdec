package io.histctl.store.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The hourly partitions of the table {@code audio_id}. They are an optimization: without the right to create or drop tables,
 * or if somebody holds a lock, ids are in the default partition and are deleted row by row.
 */
final class AudioIdPartitions {
    private static final int HOURS_AHEAD = 36;
    private static final int HOURS_LEFT = 12;
    private static final String NAME = "audio_id_h";
    private static final long HOUR = TimeUnit.HOURS.toMillis(1);

    private final Connection connection;
    private final StoreScope scope;

    AudioIdPartitions(Connection connection, StoreScope scope) {
        this.connection = connection;
        this.scope = scope;
    }

    /**
     * Creates those of the next hours, unless enough are left. Hours of which ids are in the default partition are left
     * out.
     */
    void createAhead() throws SQLException {
        Sql sql = new Sql(connection, scope);
        long hour = sql.first(
                        "SELECT floor(extract(epoch FROM now()) / 3600)::bigint AS hour", rows -> rows.getLong("hour"))
                .orElseThrow();
        boolean due = sql.exists(
                """
                SELECT 1 WHERE to_regclass(?) IS NULL AND EXISTS (
                    SELECT 1 FROM pg_class WHERE oid = to_regclass(?) AND relkind = 'p' AND pg_has_role(relowner, 'USAGE'))""",
                new Sql.Text(scope.qualified("@" + NAME + (hour + HOURS_LEFT))),
                new Sql.Text(scope.qualified("@audio_id")));
        if (due) {
            inTransaction(locked -> create(locked, hour));
        }
    }

    private static boolean create(Sql sql, long hour) {
        Set<Long> used = new HashSet<>(sql.list(
                "SELECT DISTINCT expires_at / ? AS hour FROM @audio_id_other WHERE expires_at >= ? AND expires_at < ?",
                rows -> rows.getLong("hour"),
                HOUR,
                hour * HOUR,
                (hour + HOURS_AHEAD) * HOUR));
        StringBuilder statements = new StringBuilder();
        for (long next = hour; next < hour + HOURS_AHEAD; next++) {
            if (!used.contains(next)) {
                statements.append(
                        "CREATE TABLE IF NOT EXISTS @" + NAME + next + " PARTITION OF @audio_id FOR VALUES FROM ("
                                + next * HOUR + ") TO (" + (next + 1) * HOUR + ");");
            }
        }
        sql.update(statements.toString());
        return true;
    }

    /** Drops the partitions whose ids have all expired at a moment; returns how many ids they contained. */
    long dropExpired(long at) throws SQLException {
        List<String> expired = new Sql(connection, scope)
                .list("""
                SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
                WHERE i.inhparent = to_regclass(?) AND c.relname ~ '^audio_id_h[0-9]+$'
                    AND (substring(c.relname FROM 11)::bigint + 1) * ? - 1 <= ?
                ORDER BY c.relname""", rows -> rows.getString("relname"), new Sql.Text(scope.qualified("@audio_id")), HOUR, at);
        long dropped = 0;
        for (String partition : expired) {
            dropped += drop(partition);
        }
        return dropped;
    }

    private long drop(String partition) throws SQLException {
        long[] count = new long[1];
        boolean done = inTransaction(sql -> {
            sql.update("LOCK TABLE @" + partition + " IN ACCESS EXCLUSIVE MODE");
            count[0] = sql.first("SELECT count(*) AS ids FROM @" + partition, rows -> rows.getLong("ids"))
                    .orElseThrow();
            boolean others =
                    sql.exists("SELECT 1 FROM @" + partition + " WHERE namespace <> ? LIMIT 1", sql.namespace());
            if (!others) {
                sql.update("DROP TABLE @" + partition);
            }
            return !others;
        });
        return done ? count[0] : 0;
    }

    private interface Work {
        boolean run(Sql sql) throws SQLException;
    }

    /** Waits for locks only briefly; false if the server refuses the work. */
    private boolean inTransaction(Work work) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCAL lock_timeout = '200ms'");
            boolean done = work.run(new Sql(connection, scope));
            connection.commit();
            return done;
        } catch (FailedStatement e) {
            if (PostgresErrors.losesConnection(e.failure())) {
                throw e;
            }
            connection.rollback();
            return false;
        } finally {
            if (!connection.isClosed()) {
                connection.setAutoCommit(true);
            }
        }
    }
}
