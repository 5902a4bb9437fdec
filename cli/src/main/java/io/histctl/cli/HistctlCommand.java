package io.histctl.cli;

import io.histctl.HistoryStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** What all commands share: the database, and where to talk. */
@Command(
        name = "histctl",
        description = "Keeps voice-chat histories alive: records what went over the wire, exports a request that is"
                + " valid now, prunes what has expired.",
        mixinStandardHelpOptions = true,
        versionProvider = HistctlCommand.Version.class,
        sortOptions = false,
        footer = {
            "",
            "FILE - is stdin or stdout. TIME is an ISO-8601 instant or Unix seconds. DURATION is 90s, 5m, 2h, 30d or"
                    + " ISO-8601.",
            "Exit: 0 done, 1 failed, 2 usage. stdout is data, stderr is talk."
        })
final class HistctlCommand implements Runnable {
    private final Surroundings surroundings;

    @Option(
            names = "--db",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "the database (else $HISTCTL_DB, else $XDG_DATA_HOME/histctl/history.db)")
    private @Nullable Path db;

    @Option(
            names = "--busy-timeout",
            paramLabel = "DURATION",
            scope = ScopeType.INHERIT,
            defaultValue = "10s",
            description = "how long to wait for another process's write (default: ${DEFAULT-VALUE})")
    private Duration busyTimeout = Duration.ofSeconds(10);

    @Option(names = "--stacktrace", scope = ScopeType.INHERIT, description = "print where an error comes from")
    private boolean stacktrace;

    @Spec
    private CommandSpec spec;

    HistctlCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    Surroundings surroundings() {
        return surroundings;
    }

    boolean stacktrace() {
        return stacktrace;
    }

    /** Opens the store that the options and the environment name, and makes it where there is none. */
    HistoryStore open() {
        return HistoryStore.open(path(), surroundings.clock(), busyTimeout);
    }

    private Path path() {
        if (db != null) {
            return db;
        }
        String told = surroundings.environment().getOrDefault("HISTCTL_DB", "");
        if (!told.isEmpty()) {
            return Path.of(told);
        }
        String data = surroundings.environment().getOrDefault("XDG_DATA_HOME", "");
        // the specification says that a relative path there is to be ignored
        Path base = !data.isEmpty() && Path.of(data).isAbsolute()
                ? Path.of(data)
                : Path.of(System.getProperty("user.home", "."), ".local", "share");
        return base.resolve("histctl").resolve("history.db");
    }

    /** The version that the build wrote down. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            Properties properties = new Properties();
            try (InputStream in = HistctlCommand.class.getResourceAsStream("version.properties")) {
                properties.load(in);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return new String[] {"histctl " + properties.getProperty("version")};
        }
    }
}
