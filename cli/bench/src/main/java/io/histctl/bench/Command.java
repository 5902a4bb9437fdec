package io.histctl.bench;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs a program as a process of its own and measures its time and peak memory. */
final class Command {
    private final List<String> words;
    private final Map<String, String> environment;

    Command(List<String> words) {
        this(words, Map.of());
    }

    private Command(List<String> words, Map<String, String> environment) {
        this.words = words;
        this.environment = environment;
    }

    /** The same command with another environment variable. */
    Command with(String variable, String value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(variable, value);
        return new Command(words, more);
    }

    /** The launcher, as users call it. */
    static Command histctl(String... arguments) {
        List<String> words = new ArrayList<>(
                List.of(Path.of("cli/bin/histctl").toAbsolutePath().toString()));
        words.addAll(List.of(arguments));
        return new Command(words);
    }

    /** A class of this module, with the launcher's options. */
    static Command java(Class<?> main, String... arguments) {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        words.addAll(List.of(arguments));
        return new Command(words);
    }

    /**
     * What a run took.
     *
     * @param residentKilobytes 0 if the system does not report it
     */
    record Run(double millis, double cpuMillis, long residentKilobytes) {
        static Samples times(List<Run> runs) {
            return Samples.of(runs.stream().map(Run::millis).toList());
        }

        static Samples cpu(List<Run> runs) {
            return Samples.of(runs.stream().map(Run::cpuMillis).toList());
        }

        /** The maximum of all runs, in MB. */
        static String resident(List<Run> runs) {
            return Samples.number(
                    runs.stream().mapToDouble(Run::residentKilobytes).max().orElse(0) / 1024);
        }
    }

    /** Runs two commands in turn, after one run of each. */
    static Pair pair(int runs, Command histctl, Command other) throws Exception {
        histctl.run();
        other.run();
        return Pair.ofRuns(runs, histctl::run, other::run);
    }

    /** Runs the command; the shell reports what it and its children used of the processors. */
    Run run() throws Exception {
        List<String> timed = new ArrayList<>(
                List.of("bash", "-c", "TIMEFORMAT='%3U %3S'; { time \"$@\" >/dev/null 2>&1; } 2>&1", "bash"));
        timed.addAll(words);
        ProcessBuilder builder = new ProcessBuilder(timed).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(environment);
        long begin = System.nanoTime();
        Process process = builder.start();
        long resident = 0;
        while (process.isAlive()) {
            resident = Math.max(
                    resident,
                    process.children()
                            .mapToLong(child -> resident(child.pid()))
                            .max()
                            .orElse(0));
            process.waitFor(5, java.util.concurrent.TimeUnit.MILLISECONDS);
        }
        double millis = (System.nanoTime() - begin) / 1e6;
        String[] used = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .trim()
                .split(" ", -1);
        if (process.exitValue() != 0) {
            throw new IllegalStateException(words + " failed with " + process.exitValue());
        }
        return new Run(millis, 1000 * (Double.parseDouble(used[0]) + Double.parseDouble(used[1])), resident);
    }

    /** The launcher replaces itself by Java, so the process id stays the same. */
    private static long resident(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (java.io.IOException e) {
            return 0;
        }
    }
}
