package io.histctl.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * What the launcher runs while the JVM watches, so that it can archive what an export needs: exports of a tiny history,
 * which {@code prepare} makes beforehand, for making it needs far more.
 */
final class Training {
    private static final String HISTORY = "training.jsonl";

    private Training() {}

    /** Takes {@code prepare} or {@code export}, and a folder to work in. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[1]);
        String database = folder.resolve("history.db").toString();
        if (arguments[0].equals("prepare")) {
            unpackLibrary(folder);
            run("import", "-", "--db", database);
            return;
        }
        run("--help");
        run("export", "training", "--db", database, "--at", "2026-06-05T22:20:00Z");
        run("export", "training", "--db", database, "--at", "2026-06-05T23:20:00Z");
        run("export", "training", "--db", database, "--resume", "transcript");
    }

    private static void run(String... arguments) throws IOException {
        try (InputStream history = resource(HISTORY)) {
            PrintStream nowhere = Main.printer(OutputStream.nullOutputStream());
            Surroundings surroundings =
                    new Surroundings(history, nowhere, nowhere, environment(), Clock.systemUTC(), Terminal.find());
            int code = Program.run(surroundings, arguments);
            if (code != 0) {
                throw new IllegalStateException(String.join(" ", arguments) + " failed with " + code);
            }
        }
    }

    /** Read, as a call reads it; what stands in it is not for the training. */
    private static Map<String, String> environment() {
        return System.getenv().isEmpty() ? Map.of() : Map.of("NO_COLOR", "1");
    }

    private static void unpackLibrary(Path folder) throws IOException {
        Path unpacked = folder.resolve("sqlite");
        try (InputStream in =
                resource(LibraryLoaderUtil.getNativeLibResourcePath() + "/" + LibraryLoaderUtil.getNativeLibName())) {
            byte[] library = in.readAllBytes();
            Files.write(unpacked, library);
            if (!Arrays.equals(library, Files.readAllBytes(unpacked))) {
                throw new IOException(unpacked + " is not what was written");
            }
        }
        System.load(unpacked.toString());
    }

    private static InputStream resource(String name) throws IOException {
        InputStream in = Training.class.getResourceAsStream(name);
        if (in == null) {
            throw new IOException(name + " is not in the jar");
        }
        return in;
    }
}
