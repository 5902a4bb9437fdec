package io.histctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Endless input to a program with 128 MiB: it fails with a sentence and keeps what was stored. */
class LittleMemoryTest {
    private static final String REQUEST = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
    private static final String NO_MEMORY = "histctl: that needs more memory than Java may use (";

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
        String event = "data: {\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"and\"}}],"
                + "\"padding\":\"" + "aaaa".repeat(1_000) + "\"}\n\n";
        assertThat(run(event, 70_000, "record", "call", "--response", "-"))
                .startsWith("histctl: the stream is larger than 256 MiB")
                .hasLineCount(1);
        assertThat(histctl.run("list").out()).as("what came is kept").startsWith("call  2 turns,");
        assertThat(histctl.run("verify").out()).isEqualTo("everything is as it was recorded\n");
    }

    @Test
    void endlessLinesThatAreNotExchanges() throws Exception {
        String printed = run("{\"conversation\":7}\n", 400_000, "import", "-");
        assertThat(printed)
                .startsWith("recorded 0 exchanges: 0 new turns, 0 exchanges already stored\nhistctl: line 1 was not");
        assertThat(histctl.stdin("{\"conversation\":7}\n".repeat(1_234))
                        .run("import", "-")
                        .err())
                .hasLineCount(1_001)
                .endsWith("histctl: 234 more lines could not be recorded\n");
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
        assertThat(histctl.run("verify").out()).isEqualTo("everything is as it was recorded\n");
    }

    /** Output of a call whose input is this line, repeated until the call stops reading. */
    private String run(String stdin, int times, String... arguments) throws Exception {
        byte[] piece = stdin.repeat(Math.min(times, 1_000)).getBytes(StandardCharsets.UTF_8);
        WholeProcess.Result result = new WholeProcess(folder.resolve("history.db"), 128)
                .run(
                        out -> {
                            for (int i = 0; i < Math.max(1, times / 1_000); i++) {
                                out.write(piece);
                            }
                        },
                        arguments);
        return result.out() + result.err();
    }
}
