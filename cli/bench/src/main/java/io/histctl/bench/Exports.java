package io.histctl.bench;

import io.histctl.HistoryStore;
import io.histctl.export.ExportOptions;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;

/** Loads, plans, checks and writes text turns of 1 KB, compared with a program that copies them with JDBI and Jackson. */
final class Exports {
    private Exports() {}

    static void run(Effort effort, Goals goals) throws Exception {
        for (int n : new int[] {10_000, 100_000}) {
            Data.inFolder(folder -> run(effort, goals, folder, n));
        }
    }

    private static void run(Effort effort, Goals goals, Path folder, int n) throws Exception {
        Path file = folder.resolve("h.db");
        try (HistoryStore store = HistoryStore.open(file)) {
            Data.fill(store, "c", n, 1000);
            ExportOptions options = ExportOptions.DEFAULT.withAt(Instant.ofEpochSecond(Data.BEGIN));
            Pair pair = Pair.inProcess(
                    effort,
                    () -> store.conversation("c").exportTo(OutputStream.nullOutputStream(), options),
                    () -> JdbiExport.run(file, "c", OutputStream.nullOutputStream()));
            goals.add("export of " + n + " turns, library", pair, "JDBI, streaming", 1.1);
            goals.figure("… MB/s", Samples.number(n * 1.033 / pair.histctl().median()));
        }
        if (n == 100_000) {
            Command histctl = Command.histctl("export", "c", "--db", file.toString(), "-o", folder + "/o.json");
            Command jdbi = Command.java(JdbiExport.class, file.toString(), "c", folder + "/r.json");
            Pair pair = Command.pair(Math.min(5, effort.processes()), histctl, jdbi);
            goals.add("histctl export of " + n + " turns, whole process", pair, "JDBI, streaming", 1.1);
        }
    }
}
