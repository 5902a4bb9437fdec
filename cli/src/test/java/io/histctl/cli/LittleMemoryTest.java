package io.histctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Input without an end, and a program with 128 MiB: it says so in a sentence, and what was stored is stored. */
class LittleMemoryTest {
    private static final String REQUEST = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
    private static final String NO_MEMORY = "histctl: that needs more memory than Java may take (";

    @TempDir
    Path folder;

    private Histctl histctl;

    @BeforeEach
    void aConversation() {
        histctl = new Histctl(folder.resolve("history.db"));
        histctl.stdin(REQUEST).run("record", "call", "--request", "-");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "record call --response FILE",
                "record call --request FILE",
                "export call --append FILE",
                "transcript call 1 FILE"
            })
    void aFileOfAGibibyte(String call) throws Exception {
        String file = big();
        assertThat(run("", 1, call.replace("FILE", file).split(" ")))
                .isEqualTo("histctl: " + file + " is larger than 256 MiB; record its exchanges one by one\n");
        ensureSound();
    }

    @ParameterizedTest
    @ValueSource(strings = {"import FILE", "export --from FILE"})
    void aLineOfAGibibyte(String call) throws Exception {
        assertThat(run("", 1, call.replace("FILE", big()).split(" ")))
                .startsWith(NO_MEMORY)
                .hasLineCount(1);
        ensureSound();
    }

    @Test
    void aStreamWithoutEnd() throws Exception {
        String event = "data: {\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"and\"}}]}\n\n";
        assertThat(run(event, 4_000_000, "record", "call", "--response", "-"))
                .startsWith(NO_MEMORY)
                .hasLineCount(1);
        ensureSound();
    }

    private String big() throws IOException {
        Path file = folder.resolve("big.json");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(1L << 30);
        }
        return file.toString();
    }

    private void ensureSound() {
        assertThat(histctl.run("list").out()).startsWith("call  1 turn,");
        assertThat(histctl.run("verify").out()).isEqualTo("all is as it was recorded\n");
    }

    /** What a call prints that is fed this so many times, or until it no longer reads. */
    private String run(String stdin, int times, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", // as the jar says
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "--db",
                folder.resolve("history.db").toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        byte[] piece = stdin.repeat(Math.min(times, 1_000)).getBytes(StandardCharsets.UTF_8);
        try (OutputStream out = process.getOutputStream()) {
            for (int i = 0; i < Math.max(1, times / 1_000); i++) {
                out.write(piece);
            }
        } catch (IOException noLongerRead) {
            // it has given up
        }
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
