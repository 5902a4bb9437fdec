package io.histctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** First uses of histctl, and mistyped arguments. */
class FirstUseTest {
    private static final String EXAMPLE = "examples/paused-call.jsonl";
    private static final String CALL = "zurich-by-train";
    private static final String REQUEST = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
    private static final String[] RECORD = {"record", "call", "--request", "-"};

    @TempDir
    Path folder;

    private Histctl histctl;

    @BeforeEach
    void program() {
        histctl = new Histctl(folder.resolve("history.db"));
    }

    @Test
    void onlyRecordAndImportCreateADatabase() throws IOException {
        Path words = Files.writeString(folder.resolve("words.txt"), "words");
        for (String[] call : new String[][] {
            {"list"},
            {"show", "call"},
            {"export", "call"},
            {"export", "--all"},
            {"prune-expired"},
            {"summarize", "call"},
            {"delete", "call"},
            {"interrupted", "call", "1", "2"},
            {"transcript", "call", "1", words.toString()},
            {"verify"}
        }) {
            Histctl.Result result = histctl.run(call);
            assertThat(result.exit()).as(call[0]).isEqualTo(1);
            assertThat(result.err())
                    .startsWith("histctl: there is no database at " + folder.resolve("history.db"))
                    .hasLineCount(1);
        }
        assertThat(folder.resolve("history.db")).doesNotExist();

        assertThat(histctl.stdin(REQUEST).run(RECORD).exit()).isZero();
        assertThat(folder.resolve("history.db")).exists();
    }

    @Test
    void anEmptyFileIsFilledByRecordAndImportOnly() throws IOException {
        Path database = Files.createFile(folder.resolve("history.db"));

        assertThat(histctl.run("list").err()).startsWith("histctl: " + database + " is empty and not a database");
        assertThat(database).isEmptyFile();

        assertThat(histctl.stdin(REQUEST).run(RECORD).exit()).isZero();
        assertThat(histctl.run("list").out()).startsWith("call  1 turn");
    }

    @Test
    void aRequestThatCannotBeReadCreatesNoDatabase() {
        Histctl.Result result = histctl.run("record", "call", "--request", "missing.json");

        assertThat(result)
                .isEqualTo(new Histctl.Result(1, "", "histctl: missing.json does not exist; check the path\n"));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aLinkToAMissingDatabaseIsRefused() throws IOException {
        Path link = folder.resolve("history.db");
        Files.createSymbolicLink(link, folder.resolve("moved.db"));

        Histctl.Result result = histctl.stdin(REQUEST).run(RECORD);

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err())
                .startsWith("histctl: " + link + " is a link to " + folder.resolve("moved.db"))
                .hasLineCount(1);
        assertThat(folder.resolve("moved.db")).doesNotExist();
    }

    @Test
    void aTildeIsTheHomeDirectory() {
        Map<String, String> variables = Map.of("HOME", folder.toString(), "HISTCTL_DB", "~/chats.db");

        assertThat(Histctl.with(variables).stdin(REQUEST).run(RECORD).exit()).isZero();
        assertThat(Histctl.with(variables).run("list", "--db=~/chats.db").out()).startsWith("call");

        assertThat(folder.resolve("chats.db")).exists();
    }

    @Test
    void theDatabaseIsInTheDataFolderOfTheUser() {
        assertThat(Histctl.with(Map.of("HOME", folder.toString()))
                        .stdin(REQUEST)
                        .run(RECORD)
                        .exit())
                .isZero();

        assertThat(folder.resolve(".local/share/histctl/history.db")).exists();
    }

    @Test
    void aUserWithoutAHomeDirectoryIsAskedForADatabase() {
        String home = System.getProperty("user.home");
        System.setProperty("user.home", "?"); // as Java has it for docker run -u
        try {
            Histctl.Result result = Histctl.with(Map.of()).stdin(REQUEST).run(RECORD);

            assertThat(result.exit()).isEqualTo(1);
            assertThat(result.err()).contains("--db or HISTCTL_DB").hasLineCount(1);
            assertThat(Path.of("?")).doesNotExist();
        } finally {
            System.setProperty("user.home", home);
        }
    }

    @Test
    void aSimilarCommandOptionOrConversationIsSuggested() {
        histctl.run("import", EXAMPLE);

        assertThat(histctl.run("exprot", CALL).err())
                .isEqualTo("histctl: unknown command 'exprot'; did you mean 'export'? (see histctl --help)\n");
        assertThat(histctl.run("export", CALL, "--max-token", "900").err())
                .isEqualTo("histctl: unknown option '--max-token'; did you mean '--max-tokens'?"
                        + " (see histctl export --help)\n");
        assertThat(histctl.run("show", "zurich-by-trian").err())
                .isEqualTo("histctl: there is no conversation 'zurich-by-trian' in " + folder.resolve("history.db")
                        + "; did you mean 'zurich-by-train'? (histctl list)\n");
        assertThat(histctl.run("prune-expired", "--conversation", "other").err())
                .contains("there is no conversation 'other'")
                .doesNotContain("did you mean");
        assertThat(histctl.run("export", "--from", EXAMPLE, "zurich").err())
                .contains("there is no conversation 'zurich' in " + EXAMPLE + "; did you mean 'zurich-by-train'?");
    }

    @Test
    void anExportReportsOneLineAndItsChanges() {
        histctl.run("import", EXAMPLE);

        assertThat(histctl.run("export", CALL).err())
                .matches("zurich-by-train: 6 verbatim, 3 by id, 6 summarized; voice reset;"
                        + " valid until 2026-06-05T22:24:45Z; about \\d+ input tokens instead of about \\d+\n"
                        + "  summarized: turns 2–7\nwarning: 2 user turns are speech without words, [^\n]+\n");
        assertThat(histctl.run("export", CALL, "--resume", "transcript").err())
                .contains("\n  as transcript: turns 3, 5, 7\n");
        assertThat(histctl.run("export", CALL, "--verbose").err())
                .contains("   3  assistant  summarized     its audio expired 11m 45s ago\n")
                .hasLineCount(19);
    }

    @Test
    void quietPrintsDataAndErrorsOnly() {
        assertThat(histctl.run("import", EXAMPLE, "--quiet")).isEqualTo(new Histctl.Result(0, "", ""));
        assertThat(histctl.run("-q", "export", CALL, "--resume", "transcript").err())
                .isEmpty();
        assertThat(histctl.run("-q", "list").out()).startsWith(CALL);
        assertThat(histctl.run("-q", "prune-expired", "--json").out()).contains("\"cleared\":3");
        assertThat(histctl.run("-q", "show", "other").err()).contains("there is no conversation 'other'");
    }

    @Test
    void aReplyFromTheFutureIsRecordedWithAWarning() {
        String reply = """
                {"id":"chatcmpl-1","created":1780700000,"model":"gpt-5","choices":[{"index":0,"message":{
                "role":"assistant","content":"Hello."},"finish_reason":"stop"}]}""";

        Histctl.Result result = histctl.stdin(reply).run("record", "call", "--response", "-");

        assertThat(result.exit()).isZero();
        assertThat(result.err()).startsWith("warning: the local clock is ").hasLineCount(1);
    }

    @Test
    void aStreamOnStandardInputIsStoredWhileItArrives() {
        String event = "data: {\"id\":\"c\",\"created\":1780697000,\"model\":\"gpt-5\",\"choices\":[{\"index\":0,"
                + "\"delta\":{\"role\":\"assistant\",\"content\":\"Gladly.\"}}]}\n\n";
        AtomicReference<String> shown = new AtomicReference<>("");
        InputStream live = new SequenceInputStream(
                new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), new InputStream() {
                    @Override
                    public int read() {
                        shown.set(histctl.run("show", "call").out());
                        return -1;
                    }

                    @Override
                    public int read(byte[] bytes, int from, int length) {
                        return read();
                    }
                });

        Histctl.Result result = histctl.stdin(live).run("record", "call", "--response", "-");

        assertThat(shown.get()).as("what is stored before the stream ends").contains("Gladly.");
        assertThat(result.out()).contains("the stream broke off");
    }

    @Test
    void pruningAtATimeInTheFutureNeedsYes() {
        histctl.run("import", EXAMPLE);

        Histctl.Result refused = histctl.run("prune-expired", "--at", "2026-06-06T00:00:00Z");
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err()).contains("--yes").hasLineCount(1);
        assertThat(histctl.run("prune-expired", "--at", "2026-06-06T00:00:00Z", "--dry-run")
                        .out())
                .startsWith("would clear 6 audio ids");
        assertThat(histctl.run("prune-expired", "--at", "2026-06-06T00:00:00Z", "--yes")
                        .out())
                .startsWith("cleared 6 audio ids");
    }
}
