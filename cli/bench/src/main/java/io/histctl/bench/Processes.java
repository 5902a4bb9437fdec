package io.histctl.bench;

import io.histctl.HistoryStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Measures whole runs of the command. */
final class Processes {
    private static final int RUNS = 5;

    private Processes() {}

    static void run() throws Exception {
        Data.inFolder(Starts::run);
        Data.inFolder(Processes::imports);
        Data.inFolder(Processes::exports);
        Data.inFolder(Clearing::run);
        Data.inFolder(Disk::run);
    }

    private static void imports(Path folder) throws Exception {
        Table table = new Table(
                "histctl import, whole process",
                "file",
                "turns",
                "ms, median (quartiles)",
                "turns a second",
                "resident MB",
                "goal");
        imports(folder, table, "new messages, 1,000 conversations", Data.spokenLines(50_000, 1000, false), 50_000);
        imports(folder, table, "new messages, 1 conversation", Data.spokenLines(50_000, 1, false), 50_000);
        imports(folder, table, "whole histories, 50 exchanges each", Data.spokenLines(10_000, 200, true), 10_000);
    }

    private static void imports(Path folder, Table table, String workload, Stream<String> lines, int exchanges)
            throws Exception {
        Path file = folder.resolve("lines.jsonl");
        try (var out = Files.newBufferedWriter(file)) {
            for (String line : (Iterable<String>) lines::iterator) {
                out.write(line);
            }
        }
        List<Command.Run> runs = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Path database = folder.resolve("import" + i + workload.length() + ".db");
            runs.add(Command.histctl("import", file.toString(), "--db", database.toString())
                    .run());
            Files.delete(database);
        }
        Samples times = Command.Run.times(runs);
        table.row(
                workload,
                Samples.number(2.0 * exchanges),
                times.toString(),
                Samples.number(2000.0 * exchanges / times.median()),
                Command.Run.resident(runs),
                "40,000");
    }

    private static void exports(Path folder) throws Exception {
        Path file = folder.resolve("h.db");
        try (HistoryStore store = HistoryStore.open(file)) {
            Data.fill(store, "c", 100_000, 1000);
        }
        Command histctl = Command.histctl(
                "export",
                "c",
                "--db",
                file.toString(),
                "-o",
                folder.resolve("o.json").toString());
        Command baseline = Command.java(
                JdbiExport.class, file.toString(), "c", folder.resolve("r.json").toString());
        histctl.run();
        Thread.sleep(8000); // the launcher makes its archive
        List<Command.Run> histctlRuns = new ArrayList<>();
        List<Command.Run> baselineRuns = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) {
            histctlRuns.add(histctl.run());
            baselineRuns.add(baseline.run());
        }
        Table table = new Table(
                "Export of 100,000 turns of 1 KB, whole process",
                "who",
                "ms, median (quartiles)",
                "resident MB",
                "ratio",
                "goal");
        double floor = Command.Run.times(baselineRuns).median();
        table.row("JDBI, streaming", Command.Run.times(baselineRuns).toString(), Command.Run.resident(baselineRuns), "", "");
        table.row(
                "histctl export",
                Command.Run.times(histctlRuns).toString(),
                Command.Run.resident(histctlRuns),
                Table.ratio(Command.Run.times(histctlRuns).median() / floor),
                "1.3×, 100 MB");
    }
}
