package io.histctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.histctl.HistoryStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.stream.Stream;

/** The program in-process, with a database that each input finds new. */
final class Shell {
    private static final Instant NOON = Instant.parse("2026-06-05T12:00:00Z");
    private static final Path EMPTY = empty();

    private final Path folder = temporary();
    private final Path database = folder.resolve("history.db");

    Shell() {
        try {
            Files.copy(EMPTY, database);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a call printed, and its exit code. */
    record Result(int exit, String out, String err) {}

    /** Runs a call, of which this must hold: it ends as documented, tells no stack trace, and obeys no text. */
    Result run(byte[] stdin, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit = Program.run(
                new CliContext(
                        new ByteArrayInputStream(stdin),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        Map.of("HISTCTL_DB", database.toString()),
                        Clock.fixed(NOON, ZoneOffset.UTC),
                        new Terminal(false, false)),
                arguments);
        Result result = new Result(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        assertThat(exit).isBetween(0, 2);
        boolean traced = Stream.of(arguments).anyMatch(argument -> argument.startsWith("--stacktrace"));
        assertThat(result.err)
                .doesNotContain("because of a bug")
                .matches(
                        text -> traced || !(text.contains("\tat ") || text.contains("Exception")), "has no stack trace")
                .matches(text -> traced || isTame(text), "obeys nothing");
        // a payload is the bytes that came
        assertThat(arguments[0].equals("export") || isTame(result.out))
                .as(result.out)
                .isTrue();
        return result;
    }

    void close() {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(java.util.Comparator.reverseOrder()).forEach(Shell::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nothing that a terminal would obey but the end of a line. */
    private static boolean isTame(String text) {
        return text.codePoints()
                .allMatch(c -> c == '\n'
                        || !(Character.isISOControl(c)
                                || (c >= 0x202A && c <= 0x202E)
                                || (c >= 0x2066 && c <= 0x2069)));
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path empty() {
        Path file = temporary().resolve("history.db");
        HistoryStore.open(file).close();
        return file;
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("histctl-fuzz");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
