package io.histctl.bench;

import io.histctl.HistoryStore;
import io.histctl.record.Exchange;
import java.nio.file.Files;
import java.nio.file.Path;

/** Measures the bytes on disk. */
final class Disk {
    private static final int TURNS = 100_000;
    private static final int EXCHANGES = 20;

    private Disk() {}

    static void run(Effort effort, Goals goals) throws Exception {
        Data.inFolder(folder -> run(goals, folder, TURNS / effort.divisor()));
    }

    private static void run(Goals goals, Path folder, int turns) throws Exception {
        Path file = folder.resolve("h.db");
        try (HistoryStore store = HistoryStore.open(file)) {
            Data.fill(store, "c", turns, 1000);
        }
        double size = Files.size(file) / 1e6;
        double payload = turns * 1031 / 1e6;
        goals.row(
                turns + " turns of 1 KB at rest, MB",
                Samples.number(size),
                "their payload",
                Samples.number(payload),
                size / payload,
                1.5);
        try (HistoryStore store = HistoryStore.open(file)) {
            record(store, -1); // so that the WAL is there
            long before = Files.size(Path.of(file + "-wal"));
            for (int i = 0; i < EXCHANGES; i++) {
                record(store, i);
            }
            long written = Files.size(Path.of(file + "-wal")) - before;
            goals.figure("write-ahead log of a spoken exchange, KB", Samples.number(written / 1024.0 / EXCHANGES));
        }
    }

    private static void record(HistoryStore store, int number) {
        store.conversation("c")
                .record(Exchange.of(
                        Data.request(Data.user("question " + number + Data.words(100))),
                        Data.spoken(1_000_000 + number, "", Data.words(100))));
    }
}
