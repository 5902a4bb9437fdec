package io.histctl.bench;

import com.zaxxer.hikari.HikariDataSource;
import io.histctl.HistoryStore;
import io.histctl.record.Exchange;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What turns of 1 KB take at rest, and what an exchange and a deletion write to the log of PostgreSQL. */
final class PostgresSizes {
    private static final int TURNS = 1_000;
    private static final int EXCHANGES = 1_000;

    private PostgresSizes() {}

    static void run(Effort effort, Goals goals, PostgresDatabase database) throws Exception {
        int turns = 100_000 / effort.divisor();
        try (HikariDataSource pool = database.empty(2);
                HistoryStore store = PostgresDatabase.open(pool);
                Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            for (int i = 0; i < turns / TURNS; i++) {
                Data.fill(store, "c" + i, TURNS, 1000);
            }
            statement.execute("VACUUM ANALYZE");
            goals.figure("bytes per turn of 1 KB: turn", per(statement, "pg_relation_size(c.oid)", "'turn'", turns));
            goals.figure("… turn_text", per(statement, "pg_relation_size(c.oid)", "'turn_text'", turns));
            goals.figure(
                    "… all tables and indexes", per(statement, "pg_total_relation_size(c.oid)", "c.relname", turns));
            statement.execute("CHECKPOINT");
            long log = log(statement);
            for (int i = 0; i < EXCHANGES; i++) {
                store.conversation("w")
                        .record(Exchange.of(
                                Data.request(Data.user("question " + i)), Data.spoken(i, "", "answer " + i)));
            }
            goals.figure("log per exchange after a checkpoint, KB", kilobytes(log(statement) - log, EXCHANGES));
            log = log(statement);
            store.conversation("c0").delete();
            goals.figure("log of deleting " + TURNS + " turns, KB", kilobytes(log(statement) - log, 1));
        }
    }

    private static String per(Statement statement, String size, String table, int turns) throws SQLException {
        return Samples.number((double) number(
                        statement,
                        "SELECT sum(" + size + ") FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                                + " WHERE n.nspname = '" + PostgresDatabase.SCHEMA
                                + "' AND c.relkind = 'r' AND c.relname = "
                                + table)
                / turns);
    }

    private static String kilobytes(long bytes, int count) {
        return Samples.number(bytes / 1e3 / count);
    }

    private static long log(Statement statement) throws SQLException {
        return number(statement, "SELECT pg_current_wal_insert_lsn() - '0/0'");
    }

    private static long number(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
