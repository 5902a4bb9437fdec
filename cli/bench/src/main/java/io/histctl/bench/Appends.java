package io.histctl.bench;

import io.histctl.HistoryStore;
import io.histctl.StoreOptions;
import io.histctl.record.Exchange;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/** Appends one message of 1 KB to a conversation of N, compared with the same rows by sqlite-jdbc and with Spring AI. */
final class Appends {
    private static final String WORDS = Data.words(980);
    private static final StoreOptions RELAXED = StoreOptions.DEFAULT.withDurability(StoreOptions.Durability.RELAXED);

    private Appends() {}

    static void run(Effort effort, Goals goals) throws Exception {
        double[] medians = new double[4];
        int row = 0;
        for (int n : new int[] {10, 1_000, 10_000, 100_000}) {
            int turns = n;
            Pair[] pair = new Pair[1];
            Data.inFolder(folder -> pair[0] = besideJdbc(effort, folder, turns));
            goals.add("append 1 KB to " + n + " messages, NORMAL", pair[0], "sqlite-jdbc, the same rows", 3);
            medians[row++] = pair[0].histctl().median();
        }
        goals.row(
                "… at 100,000 messages",
                Samples.number(medians[3]),
                "at 10",
                Samples.number(medians[0]),
                medians[3] / medians[0],
                1.3);
        Data.inFolder(folder -> goals.add(
                "append 1 KB to 1,000 messages, NORMAL", besideSpringAi(effort, folder), "Spring AI's memory", 0.01));
    }

    private static Pair besideJdbc(Effort effort, Path folder, int n) throws Exception {
        try (HistoryStore store = filled(folder.resolve("h.db"), n);
                JdbcAppend jdbc = new JdbcAppend(filledFile(folder.resolve("j.db"), n), n)) {
            return Pair.inProcess(effort, new HistctlAppend(store, n), jdbc);
        }
    }

    private static Pair besideSpringAi(Effort effort, Path folder) throws Exception {
        try (HistoryStore store = filled(folder.resolve("h.db"), 1_000);
                SpringAi springAi = new SpringAi(folder, 1_000)) {
            return Pair.inProcess(effort, new HistctlAppend(store, 1_000), springAi);
        }
    }

    /** How many conversations are filled: several if N is small, so that none grows much. */
    private static int conversations(int n) {
        return Math.max(1, 10_000 / n);
    }

    private static HistoryStore filled(Path file, int n) {
        HistoryStore store = HistoryStore.open(file, RELAXED);
        for (int i = 0; i < conversations(n); i++) {
            Data.fill(store, "c" + i, n, 1000);
        }
        return store;
    }

    private static Path filledFile(Path file, int n) {
        filled(file, n).close();
        return file;
    }

    private static final class HistctlAppend implements Step {
        private final HistoryStore store;
        private final int conversations;
        private int next;

        HistctlAppend(HistoryStore store, int n) {
            this.store = store;
            this.conversations = conversations(n);
        }

        @Override
        public void run() {
            store.conversation("c" + next++ % conversations)
                    .record(Exchange.ofRequest(Data.request(Data.user("message " + next + " " + WORDS))));
        }
    }

    /** Neither looks for what is new nor checks anything. */
    private static final class JdbcAppend implements Step, AutoCloseable {
        private final Connection connection;
        private final StoredRows.Writer writer;
        private final StoredRows turn;
        private final int conversations;
        private final long first;
        private int next;

        JdbcAppend(Path file, int n) throws SQLException {
            this.connection = Data.connect(file, "NORMAL");
            this.turn = StoredRows.ofTurn(connection, 1);
            this.writer = new StoredRows.Writer(connection);
            this.conversations = conversations(n);
            this.first = n + 1L;
            connection.setAutoCommit(false);
        }

        @Override
        public void run() throws SQLException {
            long position = first + next / conversations;
            long conversation = 1L + next++ % conversations;
            writer.write(turn, conversation, position);
            writer.update(conversation, position);
            connection.commit();
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }
}
