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

/** Runs the program in-process, on a new database for each input. */
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

    /** Runs a call, and checks its exit code and that it prints neither a stack trace nor control characters. */
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
                .matches(text -> traced || isPrintable(text), "has no control characters");
        // a payload repeats received bytes
        assertThat(arguments[0].equals("export") || isPrintable(result.out))
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

    /** True if the text has no characters that control a terminal, except line feeds. */
    private static boolean isPrintable(String text) {
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
