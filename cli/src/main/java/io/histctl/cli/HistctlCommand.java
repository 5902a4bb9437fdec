package io.histctl.cli;

import io.histctl.HistoryStore;
import io.histctl.StoreOptions;
import io.histctl.error.NotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** What all commands share: the database, and where to talk. */
final class HistctlCommand implements Callable<Integer> {
    private final CliContext context;
    private final CommandBuilder arguments;
    private final ArgumentValue<Path> db;
    private final ArgumentValue<Duration> busyTimeout;
    private final ArgumentValue<Boolean> writableByOthers;
    private final ArgumentValue<Boolean> stacktrace;

    HistctlCommand(CliContext context, CommandBuilder arguments) {
        this.context = context;
        this.arguments = arguments;
        db = arguments.option(
                "FILE",
                Converters::path,
                null,
                "the database (else $HISTCTL_DB, else $XDG_DATA_HOME/histctl/history.db)",
                "--db");
        busyTimeout = arguments.duration("10s", "how long to wait for another process's write", "--busy-timeout");
        writableByOthers =
                arguments.flag("open the database though others than its owner may write it", "--writable-by-others");
        stacktrace = arguments.flag("print where an error comes from", "--stacktrace");
        arguments.standard(HistctlCommand::version);
    }

    @Override
    public Integer call() {
        throw arguments.wrong("a command is missing");
    }

    CliContext context() {
        return context;
    }

    boolean stacktrace() {
        return stacktrace.value();
    }

    /** Opens the store that the options and the environment name, and makes it where there is none. */
    HistoryStore open() {
        StoreOptions options = new StoreOptions(context.clock(), busyTimeout.value(), writableByOthers.value(), false);
        return HistoryStore.open(path(), options);
    }

    /** Opens one that is there: what vouches for a store or copies it must not make it. */
    HistoryStore openExisting() {
        if (!Files.exists(path())) {
            throw new NotFoundException("there is no database at " + path() + "; name it with --db or HISTCTL_DB");
        }
        return open();
    }

    /** The files of the database. */
    List<Path> files() {
        return Stream.of("", "-wal", "-shm")
                .map(end -> path().resolveSibling(path().getFileName() + end))
                .toList();
    }

    private Path path() {
        Path named = db.orNull();
        if (named != null) {
            return named;
        }
        String told = context.environment().getOrDefault("HISTCTL_DB", "");
        if (!told.isEmpty()) {
            return Path.of(told);
        }
        String data = context.environment().getOrDefault("XDG_DATA_HOME", "");
        // the specification says that a relative path there is to be ignored
        Path base = !data.isEmpty() && Path.of(data).isAbsolute()
                ? Path.of(data)
                : Path.of(System.getProperty("user.home", "."), ".local", "share");
        return base.resolve("histctl").resolve("history.db");
    }

    /** The version that the build wrote down. */
    private static String[] version() throws IOException {
        Properties properties = new Properties();
        try (InputStream in = HistctlCommand.class.getResourceAsStream("version.properties")) {
            properties.load(in);
        }
        return new String[] {"histctl " + properties.getProperty("version")};
    }
}
