package io.histctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code histctl serve} as a process of its own, on a free port. */
final class ServeProcess implements AutoCloseable {
    private static final Pattern LISTENING = Pattern.compile("listening on (\\S+)/v1,");

    private final Process process;
    private final String base;
    private final List<String> messages = new CopyOnWriteArrayList<>();

    private ServeProcess(List<String> command) throws IOException {
        process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader errors = process.errorReader(StandardCharsets.UTF_8);
        Matcher matcher = LISTENING.matcher(errors.readLine());
        assertThat(matcher.find()).isTrue();
        base = matcher.group(1);
        Thread reader = new Thread(() -> errors.lines().forEach(messages::add));
        reader.setDaemon(true);
        reader.start();
    }

    static ServeProcess start(Path database, URI upstream) throws IOException {
        return new ServeProcess(command(database, upstream));
    }

    /** Starts it with a limit to the size of files, in blocks of 512 bytes, which stands in for a full disk. */
    static ServeProcess startWithin(int blocks, Path database, URI upstream) throws IOException {
        Path libraries = database.toAbsolutePath().getParent();
        Outside.unpackLibrary(libraries); // there is no room for it later
        List<String> program = command(database, upstream);
        program.addAll(1, List.of("-Dorg.sqlite.lib.path=" + libraries, "-XX:-UsePerfData"));
        List<String> command =
                new ArrayList<>(List.of("sh", "-c", "ulimit -f \"$0\"; exec \"$@\"", String.valueOf(blocks)));
        command.addAll(program);
        return new ServeProcess(command);
    }

    private static List<String> command(Path database, URI upstream) {
        return new WholeProcess(database, 256)
                .command("serve", "--listen", "127.0.0.1:0", "--upstream", upstream.toString());
    }

    /** The address without a path. */
    String base() {
        return base;
    }

    /** What it printed on standard error since it listens. */
    List<String> messages() {
        return messages;
    }

    /** Asks it to stop. */
    void stop() {
        process.destroy();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Waits until it has ended, and returns its exit status. */
    int exit() throws InterruptedException {
        return process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
