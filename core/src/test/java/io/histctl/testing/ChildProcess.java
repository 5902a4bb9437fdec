package io.histctl.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.histctl.Conversation;
import io.histctl.model.Role;
import io.histctl.model.Turn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/** Controls a {@link KilledProcess}. Its output goes to a file, which a kill does not close. */
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
        ProcessBuilder builder = new ProcessBuilder(
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
                .redirectError(errors.toFile());
        builder.environment().putAll(TestStores.environment());
        return new ChildProcess(builder.start(), output, errors);
    }

    /** Waits until it has begun to work. */
    public void awaitWork() throws IOException, InterruptedException {
        await(printed -> printed.startsWith(AT_WORK), "it never began: ");
    }

    /** Waits until it has acknowledged something. */
    public void awaitAcknowledgement() throws IOException, InterruptedException {
        await(printed -> printed.lastIndexOf('\n') > AT_WORK.length(), "it acknowledged nothing: ");
    }

    private void await(Predicate<String> state, String otherwise) throws IOException, InterruptedException {
        for (int tenth = 0; !state.test(Files.readString(output)); tenth++) {
            if (tenth == TENTHS_TO_BEGIN) {
                process.destroyForcibly();
                throw new AssertionError(otherwise + errors());
            }
            Thread.sleep(100);
        }
    }

    /** Kills the process at once, as {@code kill -9} does, and returns what was acknowledged. */
    public List<String> kill() throws IOException, InterruptedException {
        process.destroyForcibly();
        return join();
    }

    /** Waits for the end of the process and returns what was acknowledged. */
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

    /** The process's standard error. */
    public String errors() throws IOException {
        return Files.readString(errors);
    }

    public int exit() {
        return process.exitValue();
    }

    /** Asserts that each reply of what such processes recorded follows its question, as far as the reply arrived. */
    public static void assertNoHalfExchange(Conversation chat) {
        List<Turn> turns = chat.turns();
        assertThat(turns.size()).as(chat.id()).isEven();
        for (int i = 0; i < turns.size(); i += 2) {
            Turn reply = turns.get(i + 1);
            String asked = "ask " + reply.message().audioTranscript();
            assertThat(turns.get(i).role()).isEqualTo(Role.USER);
            if (reply.incomplete()) {
                assertThat(turns.get(i).message().text()).startsWith(asked);
            } else {
                assertThat(turns.get(i).message().text()).isEqualTo(asked);
            }
        }
    }
}
