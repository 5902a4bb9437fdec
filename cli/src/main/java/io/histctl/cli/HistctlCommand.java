package io.histctl.cli;

import io.histctl.HistoryStore;
import io.histctl.StoreOptions;
import io.histctl.cli.view.Printable;
import io.histctl.resume.ReferenceTime;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;

/** What all commands share: the database and the output. */
final class HistctlCommand implements Callable<Integer> {
    private final CliContext context;
    private final CommandBuilder arguments;
    private final ArgumentValue<String> db;
    private final ArgumentValue<Duration> busyTimeout;
    private final ArgumentValue<Boolean> writableByOthers;
    private final ArgumentValue<Boolean> quiet;
    private final ArgumentValue<Boolean> stacktrace;

    HistctlCommand(CliContext context, CommandBuilder arguments) {
        this.context = context;
        this.arguments = arguments;
        db = arguments.text(
                "FILE", "the database (default: $HISTCTL_DB, else $XDG_DATA_HOME/histctl/history.db)", "--db");
        quiet = arguments.flag("print data and errors only", "-q", "--quiet");
        busyTimeout =
                arguments.duration("10s", "how long to wait for another process to finish writing", "--busy-timeout");
        writableByOthers =
                arguments.flag("accept a database file that group or others may write", "--writable-by-others");
        stacktrace = arguments.flag("print the stack trace of an error", "--stacktrace");
        arguments.standard(HistctlCommand::version);
    }

    @Override
    public Integer call() {
        throw arguments.usageError("a command is missing");
    }

    CliContext context() {
        return context;
    }

    boolean stacktrace() {
        return stacktrace.value();
    }

    /** Prints what a command did, unless asked to be quiet. */
    void confirm(String sentence) {
        if (!quiet.value()) {
            context.out().println(sentence);
        }
    }

    /** Prints a message on standard error, unless asked to be quiet. */
    void inform(String message) {
        if (!quiet.value()) {
            context.err().println(message);
        }
    }

    /** Prints warnings, unless asked to be quiet. */
    void warn(List<String> warnings) {
        warnings.forEach(warning -> inform("warning: " + Printable.line(warning)));
    }

    /** Prints what is doubtful about a reference time, and returns it. */
    Instant warnAndGet(ReferenceTime time) {
        warn(time.warnings());
        return time.at();
    }

    /** Opens the database, and creates it if it does not exist: for commands that record. */
    HistoryStore openOrCreate() {
        StoreOptions options = StoreOptions.DEFAULT
                .withClock(context.clock())
                .withBusyTimeout(busyTimeout.value())
                .withAllowSharedWrite(writableByOthers.value());
        return HistoryStore.open(DatabasePath.ensureNoDanglingLink(path()), options);
    }

    /** Opens a database that exists. */
    HistoryStore open() {
        DatabasePath.ensureExists(path());
        return openOrCreate();
    }

    /** The database file. */
    Path path() {
        String given = db.orNull();
        return new DatabasePath(context.environment()).find(given == null ? "" : given);
    }

    /** The version that the build wrote into the jar. */
    private static String[] version() throws IOException {
        Properties properties = new Properties();
        try (InputStream in = HistctlCommand.class.getResourceAsStream("version.properties")) {
            properties.load(in);
        }
        return new String[] {"histctl " + properties.getProperty("version")};
    }
}
