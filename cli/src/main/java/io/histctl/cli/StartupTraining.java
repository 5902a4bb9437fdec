package io.histctl.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import org.sqlite.util.LibraryLoaderUtil;

/** Runs typical commands while the JVM archives the classes that they load; started by {@code bin/archive-classes}. */
final class StartupTraining {
    private static final String REQUEST =
            "{\"model\":\"gpt-audio\",\"messages\":[{\"role\":\"user\",\"content\":\"When does the train leave?\"}]}";

    private StartupTraining() {}

    /** Arguments: {@code prepare FOLDER LINES}, which needs far more classes than an export, or {@code run FOLDER}. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[1]);
        String database = folder.resolve("history.db").toString();
        if (arguments[0].equals("prepare")) {
            unpackLibrary(folder);
            run("import", arguments[2], "--db", database);
        } else {
            Main.preload();
            run("--help");
            run("export", "--help");
            run("export", "--all", "--db", database, "--at", "2026-06-05T21:30:00Z");
            run("export", "zurich-by-train", "--db", database, "--at", "2026-06-05T22:10:00Z");
            run("export", "zurich-by-train", "--db", database, "--resume", "transcript");
            run("list", "--db", database);
            run("show", "zurich-by-train", "--db", database);
            run("verify", "--db", database);
            run("prune-expired", "--dry-run", "--db", database);
            runWith(REQUEST, "record", "another-call", "--request", "-", "--db", database);
        }
    }

    private static void unpackLibrary(Path folder) throws IOException {
        String name = LibraryLoaderUtil.getNativeLibName();
        String resource = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name;
        try (InputStream in = Objects.requireNonNull(StartupTraining.class.getResourceAsStream(resource), resource)) {
            Files.copy(in, folder.resolve(name));
        }
    }

    private static void run(String... arguments) {
        runWith("", arguments);
    }

    private static void runWith(String stdin, String... arguments) {
        PrintStream nowhere = Main.printer(OutputStream.nullOutputStream());
        CliContext context = new CliContext(
                new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8)),
                nowhere,
                nowhere,
                System.getenv(),
                Clock.systemUTC(),
                Terminal.find());
        int code = Program.run(context, arguments);
        if (code != 0) {
            throw new IllegalStateException(String.join(" ", arguments) + " failed with " + code);
        }
    }
}
