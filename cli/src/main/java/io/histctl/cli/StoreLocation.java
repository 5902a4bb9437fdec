package io.histctl.cli;

import io.histctl.HistoryStore;
import io.histctl.StoreOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The store that a call names: a database file, or a database on a server.
 *
 * @param address of a server, which may contain a password; null for a file
 * @param file null for a server
 */
record StoreLocation(@Nullable String address, @Nullable Path file) {
    /** The location that was given on the command line, or by the environment if that is empty. */
    static StoreLocation find(String given, Map<String, String> environment) {
        String named = given.isEmpty() ? environment.getOrDefault("HISTCTL_DB", "") : given;
        return isAddress(named)
                ? new StoreLocation(named, null)
                : new StoreLocation(null, new DatabasePath(environment).find(named));
    }

    /** Opens the store, and creates it if it does not exist. */
    HistoryStore openOrCreate(StoreOptions options) {
        if (file != null) {
            return HistoryStore.open(DatabasePath.ensureNoDanglingLink(file), options);
        }
        return HistoryStore.open(String.valueOf(address), options);
    }

    /** Fails unless the file exists. A server is asked when the store is opened. */
    void ensureExists() {
        if (file != null) {
            DatabasePath.ensureExists(file);
        }
    }

    /** Whether there is a database, as far as can be seen without opening it. */
    boolean exists() {
        return file == null || Files.exists(file);
    }

    /** The files that the database consists of; empty for a server. */
    List<Path> files() {
        return file == null ? List.of() : DatabasePath.files(file);
    }

    /** Names the store in a message; an address without user, password and parameters. */
    @Override
    public String toString() {
        return address == null
                ? String.valueOf(file)
                : address.replaceFirst("\\?.*", "").replaceFirst("//.*@", "//");
    }

    private static boolean isAddress(String named) {
        return named.startsWith("jdbc:") || named.contains("://");
    }
}
