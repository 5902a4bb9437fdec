package io.histctl.bench;

import io.histctl.HistoryStore;
import io.histctl.StoreOptions;
import io.histctl.record.Exchange;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.List;

/**
 * Records an exchange durably: a request with the last 50 turns and a question, and a spoken reply with 100 KB of sound.
 * Beside it Jackson reads both bodies once, and sqlite-jdbc writes the same rows in one commit.
 */
final class Exchanges {
    private static final int WINDOW = 50;
    private static final String SOUND = SpokenApi.sound(75_000, 1);

    private Exchanges() {}

    static void run(Effort effort, Goals goals) throws Exception {
        Data.inFolder(folder -> goals.add(
                "record an exchange, 50 turns and 100 KB of sound, FULL",
                measure(effort, folder),
                "Jackson once, the same rows by sqlite-jdbc",
                1.8));
    }

    /** Records the same exchanges with the search index and without it. */
    static void withIndex(Effort effort, Goals goals) throws Exception {
        Data.inFolder(folder -> {
            StoreOptions without = StoreOptions.DEFAULT.withSearchIndex(false);
            try (HistoryStore indexed = HistoryStore.open(folder.resolve("i.db"));
                    HistoryStore plain = HistoryStore.open(folder.resolve("p.db"), without)) {
                goals.add(
                        "record an exchange, 50 turns and 100 KB of sound, FULL, with the search index",
                        Pair.inProcess(effort, new Histctl(indexed), new Histctl(plain)),
                        "without it",
                        1.2);
            }
        });
    }

    private static Pair measure(Effort effort, Path folder) throws Exception {
        Path file = folder.resolve("j.db");
        try (HistoryStore store = HistoryStore.open(file)) { // makes the rows that are copied
            Call call = new Call();
            store.conversation("c").record(Exchange.ofRequest(Data.request(call.history())));
            store.conversation("c").record(call.next());
        }
        try (HistoryStore store = HistoryStore.open(folder.resolve("h.db"));
                Jdbc jdbc = new Jdbc(file)) {
            return Pair.inProcess(effort, new Histctl(store), jdbc);
        }
    }

    /** A conversation whose requests hold the last 50 turns; a spoken reply is quoted by its words. */
    private static final class Call {
        private final ArrayDeque<String> window = new ArrayDeque<>();
        private long number;

        Call() {
            for (int i = 0; i < WINDOW / 2; i++) {
                window.add(Data.user("question " + i + " about trains"));
                window.add(Data.assistant("answer " + i + " about trains"));
            }
        }

        String history() {
            return String.join(",", window);
        }

        Exchange next() {
            Exchange exchange = Exchange.of(request(), reply());
            window.add(Data.user("new question " + number));
            window.add(Data.assistant("new answer " + number++));
            window.remove();
            window.remove();
            return exchange;
        }

        String request() {
            return Data.request(history() + "," + Data.user("new question " + number));
        }

        String reply() {
            return Data.spoken(number, SOUND, "new answer " + number);
        }
    }

    private static final class Histctl implements Step {
        private final HistoryStore store;
        private final Call call = new Call();
        private Exchange next;

        Histctl(HistoryStore store) {
            this.store = store;
            store.conversation("c").record(Exchange.ofRequest(Data.request(call.history())));
            this.next = call.next();
        }

        @Override
        public void prepare() {
            next = call.next();
        }

        @Override
        public void run() {
            store.conversation("c").record(next);
        }
    }

    private static final class Jdbc implements Step, AutoCloseable {
        private final Call call = new Call();
        private final Connection connection;
        private final StoredRows.Writer writer;
        private final List<StoredRows> turns;
        private long position = WINDOW + 2;

        Jdbc(Path file) throws SQLException {
            this.connection = Data.connect(file, "FULL");
            this.turns = List.of(StoredRows.ofTurn(connection, WINDOW + 1), StoredRows.ofTurn(connection, WINDOW + 2));
            this.writer = new StoredRows.Writer(connection);
            connection.setAutoCommit(false);
        }

        @Override
        public void run() throws Exception {
            Data.readOnce(call.request());
            Data.readOnce(call.reply());
            for (StoredRows turn : turns) {
                writer.write(turn, 1, ++position);
            }
            writer.update(1, position);
            connection.commit();
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }
}
