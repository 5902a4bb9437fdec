package io.histctl.store.postgresql.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Runs commands as the user of the server: PostgreSQL refuses to run as root. */
final class Shell {
    private static final List<String> PREFIX = prefix();

    private Shell() {}

    /** Runs a command to its end and returns what it printed. */
    static String run(String... command) {
        return execute(asServerUser(List.of(command)), "");
    }

    /** Writes a small file that the server can read and change. */
    static void write(String file, String content) {
        execute(asServerUser(List.of("tee", file)), content);
    }

    /** The command, run by a user that the server accepts. */
    static List<String> asServerUser(List<String> command) {
        return Stream.concat(PREFIX.stream(), command.stream()).toList();
    }

    private static List<String> prefix() {
        if (!"root".equals(System.getProperty("user.name"))) {
            return List.of();
        }
        return Stream.of(
                        List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--"),
                        List.of("unshare", "--user", "--"),
                        List.of("sudo", "-n", "-u", "nobody", "--"))
                .filter(Shell::leavesRoot)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("PostgreSQL does not run as root, and setpriv, unshare and"
                        + " sudo all fail here. Run the tests as another user, or name a server in "
                        + TestServer.VARIABLE));
    }

    private static boolean leavesRoot(List<String> prefix) {
        try {
            return !execute(
                            Stream.concat(prefix.stream(), Stream.of("id", "-u"))
                                    .toList(),
                            "")
                    .strip()
                    .equals("0");
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private static String execute(List<String> command, String input) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            try (var stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            }
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command + " failed: " + output);
            }
            return output;
        } catch (IOException e) {
            throw new IllegalStateException(command + " failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
