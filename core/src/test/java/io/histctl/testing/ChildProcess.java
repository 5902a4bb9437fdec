package io.histctl.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A {@link KilledProcess}, from outside. What it prints goes to a file, which a kill does not close. */
public final class ChildProcess {
    private static final String AT_WORK = "at work\n";
    private static final int TENTHS_TO_BEGIN = 600;

    private final Process process;
    private final Path output;
    private final Path errors;

    private ChildProcess(Process process, Path output, Path errors) {
        this.process = process;
        this.output = output;
        this.errors = errors;
    }

    public static ChildProcess start(Path file, String work, String name, int steps) throws IOException {
        Path output = Files.createTempFile(file.getParent(), work, ".out");
        Path errors = file.resolveSibling(output.getFileName() + ".err");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledProcess.class.getName(),
                        file.toString(),
                        work,
                        name,
                        String.valueOf(steps))
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        return new ChildProcess(process, output, errors);
    }

    public void awaitWork() throws IOException, InterruptedException {
        for (int tenth = 0; !Files.readString(output).startsWith(AT_WORK); tenth++) {
            if (tenth == TENTHS_TO_BEGIN) {
                process.destroyForcibly();
                throw new AssertionError("it never began: " + errors());
            }
            Thread.sleep(100);
        }
    }

    /** Kills it at once, as {@code kill -9} does, and gives what was acknowledged. */
    public List<String> kill() throws IOException, InterruptedException {
        process.destroyForcibly();
        return join();
    }

    /** Waits for its end and gives what was acknowledged. */
    public List<String> join() throws IOException, InterruptedException {
        process.waitFor();
        String printed = Files.readString(output);
        if (!printed.startsWith(AT_WORK)) {
            throw new AssertionError("it never began: " + errors());
        }
        return printed.substring(AT_WORK.length(), printed.lastIndexOf('\n') + 1)
                .lines()
                .toList();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** What it printed as errors. */
    public String errors() throws IOException {
        return Files.readString(errors);
    }

    public int exit() {
        return process.exitValue();
    }
}
