package io.histctl.bench;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs a program as a process of its own and measures its wall time and peak memory. */
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

    /** Whether the command succeeds on this machine. */
    static boolean succeeds(String... words) {
        try {
            new Command(List.of(words)).run();
            return true;
        } catch (Exception e) {
            return false;
        }
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

    /** @param residentKilobytes 0 if the system does not report it */
    record Run(double millis, long residentKilobytes) {
        static Samples times(List<Run> runs) {
            return new Samples(runs.stream().mapToDouble(Run::millis).toArray());
        }

        /** The maximum of all runs, in MB. */
        static String resident(List<Run> runs) {
            return Samples.number(
                    runs.stream().mapToDouble(Run::residentKilobytes).max().orElse(0) / 1024);
        }
    }

    Run run() throws Exception {
        long begin = System.nanoTime();
        ProcessBuilder builder = new ProcessBuilder(words)
                .redirectOutput(new File("/dev/null"))
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(environment);
        Process process = builder.start();
        long resident = 0;
        while (process.isAlive()) {
            resident = Math.max(resident, resident(process.pid()));
            process.waitFor(5, java.util.concurrent.TimeUnit.MILLISECONDS);
        }
        double millis = (System.nanoTime() - begin) / 1e6;
        if (process.exitValue() != 0) {
            throw new IllegalStateException(words + " failed with " + process.exitValue());
        }
        return new Run(millis, resident);
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
