package io.histctl.bench;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;

/** Measures calls of the library with JMH, after warm-up, and compares them with rivals. */
final class Library {
    private Library() {}

    static void run() throws RunnerException {
        append();
        record();
        export();
        dying();
    }

    private static void append() throws RunnerException {
        Map<String, Statistics> times = measure(AppendBenchmark.class, "n", "rival");
        times.putAll(measure(
                new OptionsBuilder()
                        .include(AppendBenchmark.class.getName())
                        .param("n", "100000")
                        .param("rival", "histctl", "histctl-full", "jdbc-full", "jdbc")
                        .verbosity(VerboseMode.SILENT),
                "n",
                "rival"));
        Table table = new Table(
                "Append one message of 1 KB to a conversation of N, µs (…-full: synchronous FULL; the others NORMAL)",
                "N",
                "who",
                "median (quartiles)",
                "histctl is");
        for (Map.Entry<String, Statistics> entry : times.entrySet()) {
            String[] key = entry.getKey().split(" ");
            String same = key[1].endsWith("-full") ? " histctl-full" : " histctl";
            double own = times.get(key[0] + same).getPercentile(50);
            double other = entry.getValue().getPercentile(50);
            table.row(key[0], key[1], spread(entry.getValue()), Table.ratio(own / other));
        }
        double growth = times.get("0100000 histctl").getPercentile(50)
                / times.get("0000010 histctl").getPercentile(50);
        System.out.println("\nFrom 10 to 100,000: " + Table.ratio(growth) + " (goal 1.3×)");
    }

    private static void record() throws RunnerException {
        Table table = new Table(
                "Record an exchange (50 text turns, 100 KB of sound), one durable commit each",
                "stored turns",
                "µs, median (quartiles)",
                "exchanges a second",
                "goal");
        measure(RecordBenchmark.class, "n")
                .forEach((n, time) -> table.row(
                        n, spread(time), Samples.number(1e6 / time.getPercentile(50)), "2,000, the same in each row"));
    }

    private static void export() throws RunnerException {
        Table table = new Table(
                "Load and export turns of 1 KB, heap of 64 MB",
                "turns",
                "who",
                "ms, median (quartiles)",
                "MB/s",
                "goal");
        measure(ExportBenchmark.class, "n", "rival").forEach((key, time) -> {
            int turns = Integer.parseInt(key.split(" ")[0]);
            double micros = time.getPercentile(50);
            table.row(
                    String.valueOf(turns),
                    key.split(" ")[1],
                    spread(time, 1000),
                    Samples.number(turns * 1033.0 / micros),
                    "250");
        });
    }

    private static void dying() throws RunnerException {
        Map<String, Statistics> times = measure(DyingBenchmark.class, "hits", "pruned", "rival");
        Table table = new Table(
                "Which ids die within a span, of 1,000,000",
                "hits",
                "pruned before",
                "histctl, µs",
                "the same rows by JDBI, µs",
                "ratio",
                "goal");
        times.forEach((key, time) -> {
            if (key.endsWith("histctl")) {
                Statistics floor = times.get(key.replace("histctl", "jdbi"));
                String[] parts = key.split(" ");
                table.row(
                        parts[0],
                        parts[1],
                        spread(time),
                        spread(floor),
                        Table.ratio(time.getPercentile(50) / floor.getPercentile(50)),
                        "1.3×");
            }
        });
    }

    private static Map<String, Statistics> measure(Class<?> benchmark, String... by) throws RunnerException {
        return measure(new OptionsBuilder().include(benchmark.getName()).verbosity(VerboseMode.SILENT), by);
    }

    /** The times by parameter; numbers are padded so that they sort. */
    private static Map<String, Statistics> measure(
            org.openjdk.jmh.runner.options.ChainedOptionsBuilder options, String... by) throws RunnerException {
        Collection<RunResult> results = new Runner(options.build()).run();
        Map<String, Statistics> times = new TreeMap<>();
        for (RunResult result : results) {
            String key = java.util.Arrays.stream(by)
                    .map(result.getParams()::getParam)
                    .map(value -> value.matches("\\d+") ? String.format("%07d", Long.parseLong(value)) : value)
                    .collect(Collectors.joining(" "));
            times.put(key, result.getPrimaryResult().getStatistics());
        }
        return times;
    }

    private static String spread(Statistics time) {
        return spread(time, 1);
    }

    private static String spread(Statistics time, double unit) {
        return Samples.number(time.getPercentile(50) / unit) + " (" + Samples.number(time.getPercentile(25) / unit)
                + "–" + Samples.number(time.getPercentile(75) / unit) + ")";
    }
}
