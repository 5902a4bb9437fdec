package io.histctl.bench;

import io.histctl.HistoryStore;
import io.histctl.record.Exchange;
import java.nio.file.Files;
import java.nio.file.Path;

/** Measures the bytes on disk. */
final class Disk {
    private static final int EXCHANGES = 20;

    private Disk() {}

    static void run(Path folder) throws Exception {
        Table table = new Table("Bytes on disk", "what", "measured", "goal");
        Path file = folder.resolve("h.db");
        try (HistoryStore store = HistoryStore.open(file)) {
            Data.fill(store, "c", 100_000, 1000);
        }
        table.row(
                "100,000 turns of 1 KB at rest, over their payload",
                Table.ratio(Files.size(file) / (100_000 * 1031.0)),
                "1.5×");
        try (HistoryStore store = HistoryStore.open(file)) {
            record(store, -1); // so that the WAL is there
            long before = Files.size(Path.of(file + "-wal"));
            for (int i = 0; i < EXCHANGES; i++) {
                record(store, i);
            }
            long written = Files.size(Path.of(file + "-wal")) - before;
            table.row(
                    "WAL an exchange (a question, a spoken reply), KB",
                    Samples.number(written / 1024.0 / EXCHANGES),
                    "40");
        }
    }

    private static void record(HistoryStore store, int number) {
        store.conversation("c")
                .record(Exchange.of(
                        Data.request(Data.user("question " + number + Data.words(100))),
                        Data.spoken(1_000_000 + number, "", Data.words(100))));
    }
}
