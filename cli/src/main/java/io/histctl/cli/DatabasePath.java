package io.histctl.cli;

import io.histctl.error.NotFoundException;
import io.histctl.error.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Finds the database file, by default in the data folder of the user. */
final class DatabasePath {
    private final Map<String, String> environment;

    DatabasePath(Map<String, String> environment) {
        this.environment = environment;
    }

    /** The path of this name, or the default if it is empty. */
    Path find(String named) {
        return named.isEmpty() ? dataFolder().resolve("histctl").resolve("history.db") : expand(named);
    }

    /** Fails unless the database exists, so that a mistyped path does not create one. */
    static Path ensureExists(Path database) {
        if (!Files.exists(database)) {
            throw new NotFoundException("there is no database at " + database
                    + "; name it with --db or HISTCTL_DB, or create it with histctl record or histctl import");
        }
        if (isEmpty(database) && isEmpty(files(database).get(1))) {
            throw new NotFoundException(database + " is empty and not a database; name another file with --db or"
                    + " HISTCTL_DB, or fill it with histctl record or histctl import");
        }
        return database;
    }

    private static boolean isEmpty(Path file) {
        try {
            return !Files.exists(file) || (Files.isRegularFile(file) && Files.size(file) == 0);
        } catch (IOException e) {
            return false; // opening it reports the failure
        }
    }

    /** Fails if the path is a link to a missing file, which would be created with the permissions of the umask. */
    static Path ensureNoDanglingLink(Path database) {
        if (Files.isSymbolicLink(database) && !Files.exists(database)) {
            throw new StoreException(database + " is a link to " + target(database)
                    + ", which does not exist; name that file with --db");
        }
        return database;
    }

    /** The files that a database consists of. */
    static List<Path> files(Path database) {
        return Stream.of("", "-wal", "-shm")
                .map(end -> database.resolveSibling(database.getFileName() + end))
                .toList();
    }

    private static Path target(Path link) {
        try {
            return link.resolveSibling(Files.readSymbolicLink(link));
        } catch (IOException e) {
            return link;
        }
    }

    private Path dataFolder() {
        // the XDG specification says to ignore a relative path
        String data = variable("XDG_DATA_HOME");
        return !data.isEmpty() && Path.of(data).isAbsolute()
                ? Path.of(data)
                : home().resolve(Path.of(".local", "share"));
    }

    /** Expands a leading {@code ~}, which a shell leaves alone in {@code --db=~/file} and in configuration files. */
    private Path expand(String path) {
        return path.equals("~") || path.startsWith("~/")
                ? home().resolve(path.substring(Math.min(2, path.length())))
                : Converters.path(path);
    }

    private Path home() {
        // without an entry for the user, as with docker run -u, Java gives "?"
        return Stream.of(variable("HOME"), System.getProperty("user.home", ""))
                .filter(home -> !home.isEmpty() && Path.of(home).isAbsolute())
                .map(Path::of)
                .findFirst()
                .orElseThrow(() -> new NotFoundException(
                        "there is no home directory to keep the database in; name a file with --db or HISTCTL_DB"));
    }

    private String variable(String name) {
        return environment.getOrDefault(name, "");
    }
}
