package io.histctl.bench;

import com.zaxxer.hikari.HikariDataSource;
import io.histctl.HistoryStore;
import io.histctl.model.Progress;
import io.histctl.prune.PruneOptions;
import io.histctl.record.Exchange;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Lists and clears ids among a million that expire within 20 hours, with hourly partitions and without. */
final class PostgresExpiries {
    private static final int CONVERSATIONS = 1_000;
    private static final int HOURS = 20;
    private static final int BATCH = 10_000;

    private final PostgresDatabase database;
    private final int ids;

    private PostgresExpiries(PostgresDatabase database, int ids) {
        this.database = database;
        this.ids = ids;
    }

    static void run(Effort effort, Goals goals, PostgresDatabase database) throws Exception {
        PostgresExpiries expiries = new PostgresExpiries(database, 1_000_000 / effort.divisor());
        expiries.list(effort, goals);
        String work = "clear " + expiries.ids / 10 * 9 + " of " + expiries.ids + " ids";
        Instant soon = Instant.now().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(1));
        goals.add(work + ", partitions", expiries.clear(soon), "UPDATEs in batches", 0.1);
        goals.add(work + ", no partitions", expiries.clear(soon.plus(Duration.ofDays(30))), "UPDATEs in batches", 1.3);
    }

    private void list(Effort effort, Goals goals) throws Exception {
        Instant from = Instant.now().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(1));
        try (HikariDataSource pool = database.empty(2);
                HistoryStore store = PostgresDatabase.open(pool);
                Connection connection = database.connect()) {
            fill(store, connection, from);
            Instant at = from.plus(Duration.ofHours(HOURS / 2));
            Pair pair = Pair.inProcess(
                    effort,
                    () -> store.expiringWithin(at, Duration.ofMinutes(10), ids),
                    () -> query(connection, at.toEpochMilli()));
            goals.add("ids that expire within 10 minutes, of " + ids, pair, "the query alone", 1.3);
        }
    }

    private Pair clear(Instant from) throws Exception {
        Instant at = from.plus(Duration.ofHours(HOURS / 10 * 9)).minusMillis(1);
        HikariDataSource[] pool = new HikariDataSource[1];
        HistoryStore[] store = new HistoryStore[1];
        Step histctl = new Step() {
            @Override
            public void prepare() throws Exception {
                close(pool[0], store[0]);
                pool[0] = database.empty(2);
                store[0] = PostgresDatabase.open(pool[0]);
                try (Connection connection = database.connect()) {
                    fill(store[0], connection, from);
                }
            }

            @Override
            public void run() {
                long cleared = store[0].pruneExpired(PruneOptions.DEFAULT.withAt(at), Progress.NONE)
                        .cleared();
                if (cleared != ids / 10 * 9) {
                    throw new IllegalStateException("cleared " + cleared);
                }
            }
        };
        Step updates = new Step() {
            @Override
            public void prepare() throws Exception {
                copy();
            }

            @Override
            public void run() throws Exception {
                update(at.toEpochMilli());
            }
        };
        Pair pair = Pair.ofRuns(2, histctl, updates);
        close(pool[0], store[0]);
        return pair;
    }

    private static void close(HikariDataSource pool, HistoryStore store) {
        if (pool != null) {
            store.close();
            pool.close();
        }
    }

    private void fill(HistoryStore store, Connection connection, Instant from) throws SQLException {
        for (int i = 0; i < CONVERSATIONS; i++) {
            store.conversation("c" + i).record(Exchange.ofRequest(Data.request(Data.user("Hello"))));
        }
        execute(
                connection,
                "INSERT INTO @.audio_id (conversation_id, position, expires_at, namespace, estimated, value)"
                        + " SELECT c.id, 1000 + g, " + from.toEpochMilli() + " + g::bigint * " + step()
                        + ", '', false, convert_to('audio_' || lpad(g::text, 32, '0'), 'UTF8') FROM generate_series(0, "
                        + (ids - 1) + ") g JOIN (SELECT id, row_number() OVER () - 1 AS n FROM @.conversation) c"
                        + " ON c.n = g % " + CONVERSATIONS);
        execute(connection, "VACUUM ANALYZE @.audio_id");
    }

    private long step() {
        return Duration.ofHours(HOURS).toMillis() / ids;
    }

    /** The same ids as columns of their turns, which is how they would be stored without a table of their own. */
    private void copy() throws SQLException {
        try (Connection connection = database.connect()) {
            execute(connection, "DROP TABLE IF EXISTS @.plain");
            execute(
                    connection,
                    "CREATE TABLE @.plain AS SELECT conversation_id, position, expires_at, value,"
                            + " NULL::bigint AS pruned_at FROM @.audio_id");
            long base = count(connection, "SELECT min(expires_at) FROM @.plain");
            long missing = ids - count(connection, "SELECT count(*) FROM @.plain");
            if (missing > 0) { // cleared by the other side
                execute(
                        connection,
                        "INSERT INTO @.plain SELECT 1, g, " + base + " - g * " + step()
                                + ", convert_to('audio_' || lpad(g::text, 32, '0'), 'UTF8'), NULL FROM generate_series(1, "
                                + missing + ") g");
            }
            execute(connection, "ALTER TABLE @.plain ADD PRIMARY KEY (conversation_id, position)");
            execute(connection, "CREATE INDEX ON @.plain (expires_at) WHERE value IS NOT NULL");
            execute(connection, "VACUUM ANALYZE @.plain");
        }
    }

    private void update(long at) throws SQLException {
        try (Connection connection = database.connect();
                PreparedStatement update = connection.prepareStatement(named(
                        "UPDATE @.plain SET value = NULL, pruned_at = 1 WHERE (conversation_id, position) IN (SELECT"
                                + " conversation_id, position FROM @.plain WHERE value IS NOT NULL AND expires_at <= ?"
                                + " ORDER BY expires_at LIMIT " + BATCH + " FOR UPDATE SKIP LOCKED)"))) {
            update.setLong(1, at);
            long cleared = 0;
            for (int batch = BATCH; batch == BATCH; cleared += batch) {
                batch = update.executeUpdate();
            }
            if (cleared < ids / 10 * 9) {
                throw new IllegalStateException("cleared " + cleared);
            }
        }
    }

    private static int query(Connection connection, long at) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                named("SELECT c.name, i.position, i.value, i.expires_at, i.estimated FROM @.audio_id i"
                        + " JOIN @.conversation c ON c.id = i.conversation_id WHERE i.namespace = '' AND i.expires_at > ?"
                        + " AND i.expires_at <= ? ORDER BY i.expires_at"))) {
            select.setLong(1, at);
            select.setLong(2, at + Duration.ofMinutes(10).toMillis());
            int found = 0;
            try (ResultSet rows = select.executeQuery()) {
                for (; rows.next(); found++) {
                    rows.getBytes(1);
                    rows.getLong(2);
                    rows.getBytes(3);
                    rows.getLong(4);
                    rows.getBoolean(5);
                }
            }
            return found;
        }
    }

    private static long count(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(named(sql))) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(named(sql));
        }
    }

    private static String named(String sql) {
        return sql.replace("@.", PostgresDatabase.SCHEMA + ".");
    }
}
