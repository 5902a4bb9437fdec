package io.histctl.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs the program in-process, with a database of its own. */
final class Histctl {
    private final @Nullable Path database;
    private final Terminal terminal;
    private final Map<String, String> environment;
    private Instant now = Instant.parse("2026-06-05T22:10:00Z");
    private Supplier<InputStream> stdin = InputStream::nullInputStream;

    Histctl(Path database) {
        this(database, new Terminal(false, false), Map.of());
    }

    Histctl(@Nullable Path database, Terminal terminal, Map<String, String> environment) {
        this.database = database;
        this.terminal = terminal;
        this.environment = environment;
    }

    /** The program with these variables alone, which name the database or leave it out. */
    static Histctl with(Map<String, String> environment) {
        return new Histctl(null, new Terminal(false, false), environment);
    }

    /** What a call printed, and its exit status. */
    record Result(int exit, String out, String err) {}

    Histctl at(Instant moment) {
        now = moment;
        return this;
    }

    Histctl stdin(String text) {
        stdin = () -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    Histctl stdin(InputStream stream) {
        stdin = () -> stream;
        return this;
    }

    Result run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Map<String, String> variables = new java.util.HashMap<>(environment);
        if (database != null) {
            variables.put("HISTCTL_DB", database.toString());
        }
        int exit = Program.run(
                new CliContext(
                        stdin.get(),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        variables,
                        Clock.fixed(now, ZoneOffset.UTC),
                        terminal),
                arguments);
        return new Result(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
