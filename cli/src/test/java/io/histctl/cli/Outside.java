package io.histctl.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.OSInfo;

/** The program as a process of its own, with SQLite's library unpacked beforehand, since a full disk has no room for it. */
final class Outside {
    private final Path folder;
    private final Path database;

    Outside(Path folder, Path database) throws IOException {
        this.folder = folder;
        this.database = database;
        unpackLibrary(folder);
    }

    /** Unpacks SQLite's library into a folder, which {@code org.sqlite.lib.path} can then name. */
    static void unpackLibrary(Path folder) throws IOException {
        String name = System.mapLibraryName("sqlitejdbc");
        String packed = "/org/sqlite/native/" + OSInfo.getNativeLibFolderPathForCurrentOS() + "/" + name;
        if (!Files.exists(folder.resolve(name))) {
            try (InputStream in = SQLiteJDBCLoader.class.getResourceAsStream(packed)) {
                Files.copy(Objects.requireNonNull(in), folder.resolve(name));
            }
        }
    }

    Histctl.Result run(String... arguments) throws IOException, InterruptedException {
        return start(List.of(), arguments);
    }

    /** Limits the size of files to a number of blocks of 512 bytes. */
    Histctl.Result runWithin(int blocks, String... arguments) throws IOException, InterruptedException {
        return start(List.of("sh", "-c", "ulimit -f \"$0\"; exec \"$@\"", String.valueOf(blocks)), arguments);
    }

    private Histctl.Result start(List<String> wrapper, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(wrapper);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Dorg.sqlite.lib.path=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "--db",
                database.toString()));
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile("histctl", ".out");
        Path err = Files.createTempFile("histctl", ".err");
        try {
            int exit = new ProcessBuilder(command)
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start()
                    .waitFor();
            return new Histctl.Result(exit, text(out), text(err));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    /** The output without the warnings of newer Java versions about native libraries. */
    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8)
                .lines()
                .dropWhile(line -> line.isEmpty() || line.startsWith("WARNING: ") || line.startsWith("Picked up "))
                .map(line -> line + "\n")
                .reduce("", String::concat);
    }
}
