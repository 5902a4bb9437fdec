package io.histctl.bench;

import com.zaxxer.hikari.HikariDataSource;
import io.histctl.HistoryStore;
import io.histctl.record.Exchange;

/** Appends one message of 1 KB to a conversation of N in PostgreSQL, durably. */
final class PostgresAppends {
    private static final String WORDS = Data.words(980);

    private PostgresAppends() {}

    static void run(Effort effort, Goals goals, PostgresDatabase database) throws Exception {
        int longest = 100_000 / effort.divisor();
        besideJdbc(effort, database, 1_000); // the first row would measure a JVM that is still warming up
        double first = 0;
        for (int n : new int[] {10, 1_000, longest}) {
            Pair pair = besideJdbc(effort, database, n);
            goals.add("append 1 KB to " + n + " messages", pair, "the same rows by raw JDBC", 1);
            first = n == 10 ? pair.histctl().median() : first;
            if (n == longest) {
                double last = pair.histctl().median();
                goals.row("… at " + n, Samples.number(last), "at 10", Samples.number(first), last / first, 1.3);
            }
        }
        goals.add("append 1 KB to 1,000 messages", besideSpringAi(effort, database), "Spring AI's memory", 0.02);
    }

    private static Pair besideJdbc(Effort effort, PostgresDatabase database, int n) throws Exception {
        try (HikariDataSource pool = database.empty(2);
                HistoryStore store = PostgresDatabase.open(pool)) {
            Step histctl = filled(store, n);
            histctl.run();
            try (PostgresRows jdbc = new PostgresRows(database.connect(), "c", 1)) {
                Data.fill(store, "again", n, 1000);
                return Pair.inProcess(effort, appending(store, "again"), jdbc::write);
            }
        }
    }

    private static Pair besideSpringAi(Effort effort, PostgresDatabase database) throws Exception {
        try (HikariDataSource pool = database.empty(2);
                HistoryStore store = PostgresDatabase.open(pool);
                SpringAi springAi = SpringAi.inPostgres(database, 1_000)) {
            return Pair.inProcess(effort, filled(store, 1_000), springAi);
        }
    }

    private static Step filled(HistoryStore store, int n) {
        Data.fill(store, "c", n, 1000);
        return appending(store, "c");
    }

    private static Step appending(HistoryStore store, String conversation) {
        int[] next = new int[1];
        return () -> store.conversation(conversation)
                .record(Exchange.ofRequest(Data.request(Data.user("message " + next[0]++ + " " + WORDS))));
    }
}
