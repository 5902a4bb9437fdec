package io.histctl.bench;

import com.zaxxer.hikari.HikariDataSource;
import io.histctl.HistoryStore;
import io.histctl.export.ExportOptions;
import java.io.OutputStream;
import java.sql.Connection;
import java.time.Instant;
import org.postgresql.PGConnection;

/** The goals of a store in PostgreSQL, on a server that shares this machine. */
final class PostgresGoals {
    private static final int TURNS = 10_000;

    private PostgresGoals() {}

    static void run(Effort effort) throws Exception {
        Goals goals = new Goals();
        try (PostgresDatabase database = new PostgresDatabase()) {
            PostgresAppends.run(effort, goals, database);
            PostgresExchanges.run(effort, goals, database);
            export(effort, goals, database);
            PostgresExpiries.run(effort, goals, database);
            PostgresSizes.run(effort, goals, database);
        }
        goals.printMissed();
    }

    private static void export(Effort effort, Goals goals, PostgresDatabase database) throws Exception {
        try (HikariDataSource pool = database.empty(2);
                HistoryStore store = PostgresDatabase.open(pool);
                Connection connection = database.connect()) {
            Data.fill(store, "c", TURNS, 1000);
            ExportOptions options = ExportOptions.DEFAULT.withAt(Instant.ofEpochSecond(Data.BEGIN));
            Pair pair = Pair.inProcess(
                    effort,
                    () -> store.conversation("c").exportTo(OutputStream.nullOutputStream(), options),
                    () -> copy(connection));
            goals.add("export of " + TURNS + " turns of 1 KB", pair, "COPY of the same bytes", 2.5);
        }
    }

    private static void copy(Connection connection) throws Exception {
        connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut(
                        "COPY (SELECT message FROM " + PostgresDatabase.SCHEMA
                                + ".turn ORDER BY conversation_id, position) TO STDOUT (FORMAT binary)",
                        OutputStream.nullOutputStream());
    }
}
