package io.histctl.cli;

import io.histctl.HistoryStore;
import io.histctl.StoreOptions;
import io.histctl.cli.view.Printable;
import io.histctl.cli.view.ProgressBar;
import io.histctl.resume.ReferenceTime;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** What all commands share: the database and the output. */
final class HistctlCommand implements Callable<Integer> {
    private final CliContext context;
    private final CommandBuilder arguments;
    private final ArgumentValue<String> db;
    private final ArgumentValue<String> schema;
    private final ArgumentValue<String> namespace;
    private final ArgumentValue<Boolean> noMigrate;
    private final ArgumentValue<Duration> busyTimeout;
    private final ArgumentValue<Boolean> writableByOthers;
    private final ArgumentValue<Boolean> noSearchIndex;
    private final ArgumentValue<Boolean> quiet;
    private final ArgumentValue<Boolean> stacktrace;

    HistctlCommand(CliContext context, CommandBuilder arguments) {
        this.context = context;
        this.arguments = arguments;
        db = arguments.text(
                "DB",
                "the database: a file, or postgresql://user@host/database%n"
                        + "(default: $HISTCTL_DB, else $XDG_DATA_HOME/histctl/history.db)",
                "--db");
        schema = arguments.text("NAME", "the PostgreSQL schema of the tables (default: histctl)", "--schema");
        namespace = arguments.text("NAME", "on PostgreSQL: use only conversations of this namespace", "--namespace");
        noMigrate = arguments.flag("fail if the tables are missing or of an earlier version", "--no-migrate");
        noSearchIndex = arguments.flag("do not index what is recorded for search", "--no-search-index");
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
        return open(!noMigrate.value());
    }

    /** Opens another database than the one of {@code --db}; schema and namespace apply to servers alone. */
    HistoryStore openOrCreate(StoreLocation other) {
        StoreOptions options = options(!noMigrate.value());
        return other.openOrCreate(
                other.address() == null ? options.withSchema(null).withNamespace("") : options);
    }

    /** Opens another database, which must exist. */
    HistoryStore open(StoreLocation other) {
        other.ensureExists();
        return openOrCreate(other);
    }

    /** Opens a database that exists. */
    HistoryStore open() {
        location().ensureExists();
        return openOrCreate();
    }

    /** Opens a database that exists, and fails rather than migrate it. */
    HistoryStore openUnchanged() {
        location().ensureExists();
        return location().openOrCreate(options(false));
    }

    /** Creates the tables or brings them up to date. */
    void migrate() {
        open(true).close();
    }

    /** Where the database is. */
    StoreLocation location() {
        return location(null);
    }

    /** The location of this name; null for the one of {@code --db}. */
    StoreLocation location(@Nullable String named) {
        String given = named == null ? db.orNull() : named;
        return StoreLocation.find(given == null ? "" : given, context.environment());
    }

    private HistoryStore open(boolean migrate) {
        ProgressBar bar = context.progressBar("migrating");
        try {
            return location().openOrCreate(options(migrate).withMigrationProgress(bar::update));
        } finally {
            bar.end();
        }
    }

    private StoreOptions options(boolean migrate) {
        String given = namespace.orNull();
        return StoreOptions.DEFAULT
                .withClock(context.clock())
                .withBusyTimeout(busyTimeout.value())
                .withAllowSharedWrite(writableByOthers.value())
                .withMigrate(migrate)
                .withSearchIndex(!noSearchIndex.value())
                .withSchema(schema.orNull())
                .withNamespace(given == null ? "" : given);
    }

    /** The version that the build wrote into the jar. */
    static String[] version() throws IOException {
        Properties properties = new Properties();
        try (InputStream in = HistctlCommand.class.getResourceAsStream("version.properties")) {
            properties.load(in);
        }
        return new String[] {"histctl " + properties.getProperty("version")};
    }
}
