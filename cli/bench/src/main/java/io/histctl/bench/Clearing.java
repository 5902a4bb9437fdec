package io.histctl.bench;

import io.histctl.HistoryStore;
import io.histctl.model.Progress;
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

/** Clears nine of ten expired ids, compared with the same SQL in C; that needs a C compiler and SQLite's header. */
final class Clearing {
    private static final int RUNS = 3;

    private final Path whole;
    private final int ids;
    private final Instant at;

    private Clearing(Path folder, int ids) {
        this.whole = folder.resolve("whole.db");
        this.ids = ids;
        this.at = Instant.ofEpochSecond(Data.BEGIN + 3600 + ids / 10 * 9L - 1);
    }

    static void run(Effort effort, Goals goals) throws Exception {
        Data.inFolder(folder -> new Clearing(folder, 1_000_000 / effort.divisor()).run(goals, folder));
    }

    private void run(Goals goals, Path folder) throws Exception {
        Data.ids(whole, ids, false);
        String work = "clear " + ids / 10 * 9 + " of " + ids + " expired ids";
        Path program = folder.resolve("clear");
        if (compiled(folder, program)) {
            Command c = new Command(List.of(program.toString(), copyName("c"), "" + at.toEpochMilli()));
            goals.add(work, Pair.ofRuns(RUNS, new HistctlClear(), new InC(c)), "C in batches of 10,000", 1.2);
        } else {
            goals.figure(work + " (no C compiler with SQLite's header)", "not compared");
        }
        waits(goals);
    }

    private String copyName(String name) {
        return whole.resolveSibling(name + ".db").toString();
    }

    private Path copy(String name) throws Exception {
        return Files.copy(whole, Path.of(copyName(name)), StandardCopyOption.REPLACE_EXISTING);
    }

    private void clear(HistoryStore store) {
        long cleared = store.pruneExpired(PruneOptions.DEFAULT.withAt(at), Progress.NONE)
                .cleared();
        if (cleared != ids / 10 * 9L) {
            throw new IllegalStateException("cleared " + cleared);
        }
    }

    /** How long another writer waits meanwhile, and how long the write-ahead log gets. */
    private void waits(Goals goals) throws Exception {
        Path file = copy("beside");
        AtomicBoolean done = new AtomicBoolean();
        AtomicLong wal = new AtomicLong();
        List<Double> waits = new ArrayList<>();
        try (HistoryStore store = HistoryStore.open(file)) {
            Thread writer = new Thread(() -> {
                for (int i = 0; !done.get(); i++) {
                    long begin = System.nanoTime();
                    store.conversation("beside").record(Exchange.ofRequest(Data.request(Data.user("number " + i))));
                    waits.add((System.nanoTime() - begin) / 1e6);
                    wal.accumulateAndGet(Path.of(file + "-wal").toFile().length(), Math::max);
                }
            });
            writer.start();
            clear(store);
            done.set(true);
            writer.join();
        }
        goals.figure(
                "… wait of a concurrent writer, p99",
                Samples.number(Samples.of(waits).at(0.99)));
        goals.figure("… longest write-ahead log, MB", Samples.number(wal.get() / 1e6));
    }

    private static boolean compiled(Path folder, Path program) throws Exception {
        Path source = folder.resolve("clear.c");
        try (var in = Clearing.class.getResourceAsStream("clear.c")) {
            Files.copy(in, source);
        }
        return new ProcessBuilder("sh", "-c", "cc -O2 -o \"$1\" \"$2\" -lsqlite3", "sh", "" + program, "" + source)
                        .start()
                        .waitFor()
                == 0;
    }

    private final class HistctlClear implements Step {
        private Path file = whole;

        @Override
        public void prepare() throws Exception {
            file = copy("h");
        }

        @Override
        public void run() {
            try (HistoryStore store = HistoryStore.open(file)) {
                clear(store);
            }
        }
    }

    private final class InC implements Step {
        private final Command program;

        InC(Command program) {
            this.program = program;
        }

        @Override
        public void prepare() throws Exception {
            copy("c");
        }

        @Override
        public void run() throws Exception {
            program.run();
        }
    }
}
