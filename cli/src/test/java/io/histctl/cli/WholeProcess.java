package io.histctl.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The program as a process of its own, with a limited heap. */
final class WholeProcess {
    private final Path database;
    private final int megabytes;

    WholeProcess(Path database, int megabytes) {
        this.database = database;
        this.megabytes = megabytes;
    }

    /** Writes standard input; the process may end before it has read everything. */
    interface Input {
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * How a call ended.
     *
     * @param out the first characters of what was printed
     * @param peakMegabytes the peak memory of the process; 0 if the system does not report it
     */
    record Result(int exit, String out, String err, double seconds, long peakMegabytes) {}

    Result run(String... arguments) throws Exception {
        return run(out -> {}, arguments);
    }

    Result run(Input input, String... arguments) throws Exception {
        Path out = Files.createTempFile(database.getParent(), "call", ".out");
        Path err = Files.createTempFile(database.getParent(), "call", ".err");
        long begin = System.nanoTime();
        Process process = new ProcessBuilder(command(arguments))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        Thread feeder = new Thread(() -> feed(process, input));
        feeder.start();
        long peak = 0;
        do {
            peak = Math.max(peak, peak(process.pid()));
        } while (!process.waitFor(10, TimeUnit.MILLISECONDS));
        double seconds = (System.nanoTime() - begin) / 1e9;
        feeder.join();
        Result result = new Result(process.exitValue(), beginning(out), beginning(err), seconds, peak);
        Files.delete(out);
        Files.delete(err);
        return result;
    }

    /** As the launcher starts it. */
    List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", // as the jar says
                "-Xmx" + megabytes + "m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "--db",
                database.toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    private static void feed(Process process, Input input) {
        try (OutputStream out = process.getOutputStream()) {
            input.writeTo(out);
        } catch (IOException noLongerRead) {
            // it has given up
        }
    }

    private static String beginning(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(10_000), StandardCharsets.UTF_8);
        }
    }

    private static long peak(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }
}
