package io.histctl.bench;

import io.histctl.HistoryStore;
import io.histctl.prune.PruneOptions;
import io.histctl.record.Exchange;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** Clears 900,000 expired ids of 1,000,000, compared with the same SQL in C if there is a compiler and SQLite's header. */
final class Clearing {
    private static final int IDS = 1_000_000;
    private static final Instant AT = Instant.ofEpochSecond(Data.BEGIN + 3600 + 900_000 - 1);

    private Clearing() {}

    static void run(Path folder) throws Exception {
        Path whole = folder.resolve("whole.db");
        Data.ids(whole, IDS, false);
        Path c = compiled(folder);
        List<Double> own = new ArrayList<>();
        List<Double> rival = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            own.add(clear(copy(whole)));
            if (c != null) {
                rival.add(new Command(List.of(c.toString(), copy(whole).toString(), "" + AT.toEpochMilli()))
                        .run()
                        .millis());
            }
        }
        Waits waits = Waits.beside(copy(whole));
        Table table =
                new Table("Clear 900,000 expired ids of 1,000,000, secure_delete on", "what", "measured", "ratio", "goal");
        if (c != null) {
            table.row("C, in batches of 10,000, ms", samples(rival).toString(), "", "");
        }
        table.row(
                "histctl, ms",
                samples(own).toString(),
                c == null
                        ? ""
                        : Table.ratio(samples(own).median() / samples(rival).median()),
                "1.5×");
        table.row(
                "a writer beside it waits, ms, p99",
                Samples.number(waits.latencies().at(0.99)),
                "",
                "50 ms");
        table.row("the longest WAL, MB", Samples.number(waits.wal() / 1e6), "", "64 MB");
    }

    private static double clear(Path file) {
        try (HistoryStore store = HistoryStore.open(file)) {
            store.conversationIds(); // completes the opening
            long begin = System.nanoTime();
            long cleared = store.pruneExpired(PruneOptions.DEFAULT.withAt(AT), (done, total) -> {})
                    .cleared();
            if (cleared != 900_000) {
                throw new IllegalStateException("cleared " + cleared);
            }
            return (System.nanoTime() - begin) / 1e6;
        }
    }

    /** @param latencies of concurrent writes, in ms */
    private record Waits(Samples latencies, double wal) {
        static Waits beside(Path file) throws Exception {
            AtomicBoolean done = new AtomicBoolean();
            AtomicLong wal = new AtomicLong();
            Path log = Path.of(file + "-wal");
            List<Double> waits = new ArrayList<>();
            try (HistoryStore store = HistoryStore.open(file)) {
                Thread writer = new Thread(() -> {
                    for (int i = 0; !done.get(); i++) {
                        long begin = System.nanoTime();
                        store.conversation("beside").record(Exchange.ofRequest(Data.request(Data.user("number " + i))));
                        waits.add((System.nanoTime() - begin) / 1e6);
                        wal.accumulateAndGet(log.toFile().length(), Math::max);
                    }
                });
                writer.start();
                clear(file);
                done.set(true);
                writer.join();
            }
            return new Waits(samples(waits), wal.get());
        }
    }

    private static Samples samples(List<Double> values) {
        return new Samples(values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static Path copy(Path whole) throws Exception {
        return Files.copy(whole, whole.resolveSibling("copy.db"), StandardCopyOption.REPLACE_EXISTING);
    }

    private static @org.jspecify.annotations.Nullable Path compiled(Path folder) throws Exception {
        Path source = folder.resolve("clear.c");
        try (var in = Clearing.class.getResourceAsStream("clear.c")) {
            Files.copy(in, source);
        }
        Path program = folder.resolve("clear");
        Process cc = new ProcessBuilder(
                        "sh", "-c", "cc -O2 -o \"$1\" \"$2\" -lsqlite3", "sh", program.toString(), source.toString())
                .start();
        return cc.waitFor() == 0 ? program : null;
    }
}
