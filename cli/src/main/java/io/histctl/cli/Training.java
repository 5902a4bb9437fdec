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
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * What the launcher runs while the JVM watches, so that it can archive what an export needs: exports of a tiny history,
 * which {@code prepare} makes beforehand, for making it needs far more.
 */
final class Training {
    private static final String HISTORY = "training.jsonl";

    private Training() {}

    /** Takes {@code prepare} or {@code export}, and a folder to work in. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path folder = Path.of(arguments[1]);
        String database = folder.resolve("history.db").toString();
        if (arguments[0].equals("prepare")) {
            unpackLibrary(folder);
            run(resource(HISTORY), "import", "-", "--db", database);
            run(new ByteArrayInputStream(talk().getBytes(StandardCharsets.UTF_8)), "import", "-", "--db", database);
            return;
        }
        Preparation preparation = new Preparation();
        preparation.start();
        preparation.join();
        run("--help");
        run("export", "training", "--db", database, "--at", "2026-06-05T22:20:00Z");
        run("export", "training", "--db", database, "--at", "2026-06-05T23:20:00Z");
        run("export", "training", "--db", database, "--resume", "transcript");
        run(
                "export",
                "talk",
                "--db",
                database,
                "-o",
                folder.resolve("payload.json").toString());
    }

    /** An import line of a reply long enough to be shortened once its audio is dead. */
    private static String talk() {
        String told = IntStream.range(0, 300)
                .mapToObj(
                        i -> "Train " + i + " leaves for Zurich at " + i % 24 + ":05 and costs " + 3 * i + " francs. ")
                .collect(Collectors.joining());
        return "{\"conversation\":\"talk\",\"request\":{\"model\":\"gpt-audio-1.5\",\"modalities\":[\"text\",\"audio\"],"
                + "\"audio\":{\"voice\":\"alloy\",\"format\":\"pcm16\"},"
                + "\"messages\":[{\"role\":\"user\",\"content\":\"Which trains are there?\"}]},\"response\":{\"id\":"
                + "\"chatcmpl-4\",\"created\":1780697650,\"model\":\"gpt-audio-1.5\",\"choices\":[{\"index\":0,\"message\":"
                + "{\"role\":\"assistant\",\"content\":null,\"audio\":{\"id\":\"audio_4\",\"expires_at\":1780701250,"
                + "\"transcript\":\"" + told + "\"}},\"finish_reason\":\"stop\"}]}}\n";
    }

    private static void run(String... arguments) throws IOException {
        run(InputStream.nullInputStream(), arguments);
    }

    private static void run(InputStream in, String... arguments) throws IOException {
        try (in) {
            PrintStream nowhere = Main.printer(OutputStream.nullOutputStream());
            CliContext context =
                    new CliContext(in, nowhere, nowhere, environment(), Clock.systemUTC(), Terminal.find());
            int code = Program.run(context, arguments);
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
