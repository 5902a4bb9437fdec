package io.histctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class AwkwardUseTest {
    private static final String EXAMPLE = "examples/paused-call.jsonl";
    private static final String REQUEST = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";

    @TempDir
    Path folder;

    private Histctl histctl;

    @BeforeEach
    void program() {
        histctl = new Histctl(folder.resolve("history.db"));
    }

    @Test
    void aBodyCanBeReadFromAPipe() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "--db",
                        folder.resolve("piped.db").toString(),
                        "record",
                        "call",
                        "--request",
                        "-")
                .redirectErrorStream(true)
                .start();
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(REQUEST.getBytes(StandardCharsets.UTF_8));
        }

        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(printed).contains("stored turn 1 in call");
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void anExportNeverOverwritesItsInput() throws IOException {
        histctl.stdin(REQUEST).run("record", "call", "--request", "-");
        Path database = folder.resolve("history.db");
        Path file = Files.copy(Path.of(EXAMPLE), folder.resolve("calls.jsonl"));
        byte[] before = Files.readAllBytes(file);

        for (String[] call : new String[][] {
            {"export", "call", "-o", database.toString()},
            {"export", "call", "-o", database + "-wal"},
            {"export", "call", "--report", folder.resolve("./history.db").toString()},
            {"export", "--all", "-o", database.toString()},
            {"export", "--from", file.toString(), "-o", file.toString()},
        }) {
            Histctl.Result result = histctl.run(call);
            assertThat(result.exit()).as(String.join(" ", call)).isEqualTo(1);
            assertThat(result.err()).contains("write to another one").hasLineCount(1);
        }
        assertThat(histctl.run("export", "call").out()).contains("\"hi\"");
        assertThat(file).hasBinaryContent(before);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void anExportIsWrittenThroughALinkUnlessItFailsOrTheLinkLeadsToTheDatabase() throws IOException {
        histctl.stdin(REQUEST).run("record", "call", "--request", "-");
        Path other = Files.createSymbolicLink(folder.resolve("other.json"), folder.resolve("history.db"));
        assertThat(histctl.run("export", "call", "-o", other.toString()).err()).contains("write to another one");

        Path old = Files.writeString(folder.resolve("old.json"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link.json"), old);

        histctl.run("export", "call", "--max-tokens", "1", "-o", link.toString());
        assertThat(old).hasContent("old");
        histctl.run("export", "call", "-o", link.toString());
        assertThat(Files.readString(old)).contains("\"hi\"");
        assertThat(link).isSymbolicLink();
    }

    @Test
    void anAppendedMessageMayNotReplayAnId() throws IOException {
        histctl.stdin(REQUEST).run("record", "call", "--request", "-");
        Path more = Files.writeString(
                folder.resolve("more.json"), "{\"role\":\"assistant\",\"audio\":{\"id\":\"audio_expired\"}}");

        Histctl.Result result = histctl.run("export", "call", "--append", more.toString());

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("append only new messages").hasLineCount(1);
    }

    @Test
    void verifyAndBackupDoNotCreateADatabase() {
        for (String[] call :
                new String[][] {{"verify"}, {"backup", folder.resolve("copy.db").toString()}}) {
            Histctl.Result result = histctl.run(call);
            assertThat(result.exit()).isEqualTo(1);
            assertThat(result.err())
                    .startsWith("histctl: there is no database at ")
                    .hasLineCount(1);
        }
        assertThat(folder).isEmptyDirectory();
        assertThat(histctl.run("backup", "-").exit()).isEqualTo(2);
    }

    @Test
    void aFailedWriteToStandardOutputIsAFailure() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        };

        int exit = Program.run(
                new CliContext(
                        new ByteArrayInputStream(REQUEST.getBytes(StandardCharsets.UTF_8)),
                        new PrintStream(full, false, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        Map.of("HISTCTL_DB", folder.resolve("history.db").toString()),
                        Clock.systemUTC(),
                        new Terminal(false, false)),
                "record",
                "call",
                "--request",
                "-");

        assertThat(exit).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("histctl: standard output is closed or full")
                .hasLineCount(1);
        assertThat(histctl.run("list").out()).startsWith("call");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aClosedPipeEndsTheCommandQuietly() throws Exception {
        histctl.stdin(REQUEST.replace("hi", "much ".repeat(100_000))).run("record", "call", "--request", "-");
        Path err = folder.resolve("err");
        Process process = new ProcessBuilder(new WholeProcess(folder.resolve("history.db"), 64).command("show", "call"))
                .redirectError(err.toFile())
                .start();

        assertThat(process.getInputStream().read()).isNotNegative();
        process.getInputStream().close();

        assertThat(process.waitFor()).as("as shells report SIGPIPE").isEqualTo(141);
        assertThat(err).isEmptyFile();
    }

    @Test
    void anIdThatBeginsWithAnAtSignIsNotAnArgumentFile() throws IOException {
        Path file = folder.resolve("arguments");
        Files.writeString(file, "--help");

        Histctl.Result result = histctl.stdin(REQUEST).run("record", "@" + file, "--request", "-");

        assertThat(result.out()).isEqualTo("stored turn 1 in @" + file + "\n");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aLinkIsKeptWhenItsTargetIsWritten() throws IOException {
        Path real = folder.resolve("real.json");
        Files.writeString(real, "old");
        Path link = Files.createSymbolicLink(folder.resolve("link.json"), real);

        assertThat(histctl.run("export", "--from", EXAMPLE, "-o", link.toString())
                        .exit())
                .isZero();

        assertThat(Files.isSymbolicLink(link)).isTrue();
        assertThat(Files.readString(real)).startsWith("{\"model\"");
    }

    @Test
    void aRequestWithoutMessagesCreatesNoConversation() {
        Histctl.Result result =
                histctl.stdin("{\"model\":\"m\",\"messages\":[]}").run("record", "empty", "--request", "-");

        assertThat(result.out()).isEqualTo("nothing new for empty\n");
        assertThat(histctl.run("list").out()).isEmpty();
    }

    @Test
    void usageErrorsNameNeitherIndexNorType() {
        assertThat(error("show", "-call"))
                .isEqualTo("unknown option '-call'; put -- before a name that begins with a"
                        + " dash (see histctl show --help)");
        assertThat(error("show")).isEqualTo("CONVERSATION is missing (see histctl show --help)");
        assertThat(error("show", "a", "b")).isEqualTo("'b' is one argument too many (see histctl show --help)");
        assertThat(error("nonsense")).isEqualTo("unknown command 'nonsense' (see histctl --help)");
        assertThat(error("list", "--limit", "x")).contains("'x' is not a whole number");
        assertThat(error("list", "--limit", "-1")).contains("0 or more");
        assertThat(error("interrupted", "a", "1", "1e9")).contains("'1e9' is not a number, or too large");
        assertThat(error("interrupted", "a", "1", "0.5s")).contains("'0.5s' is not a number, or too large");
        assertThat(error("prune-expired", "--at", "+999999999-12-31T23:59:59Z")).contains("is not a time");
        assertThat(error("export", "a", "--resume", "foo"))
                .isEqualTo("--resume: 'foo' is not one of [summary, transcript] (see histctl export --help)");
        assertThat(error("interrupted", "a", "1", "x")).startsWith("SECONDS: 'x' is not a number");
        assertThat(error("record", "a", "--request", "r", "--request", "r"))
                .startsWith("--request is given twice; keep one of them (see");
        assertThat(error("record", "-c"))
                .isEqualTo("unknown option '-c'; put -- before a name that begins with a dash"
                        + " (see histctl record --help)");
        assertThat(error("summarize", "a", "--with", "foo")).contains("'foo' is not one of [digest, openai]");
        assertThat(error("export", "a", "--max-tokens", "-5")).contains("--max-tokens must be at least 1");
        assertThat(error("export", "--all", "--report", "r.json")).contains("leave --report");
        assertThat(error("export", "a", "-o", "f", "--report", "f")).contains("can't go to one place");
    }

    @Test
    void aTurnThatTheApiWouldRefuseIsNamedWithTheNextStep() {
        String speech = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"input_audio\","
                + "\"input_audio\":{\"data\":\"AAAA\",\"format\":\"flac\"}}]}]}";
        String result = "{\"role\":\"tool\",\"tool_call_id\":\"call_1\",\"content\":\"4 degrees\"}";
        histctl.stdin(speech).run("record", "speech", "--request", "-");
        histctl.stdin(REQUEST).run("record", "text", "--request", "-");

        assertThat(failure("export", "speech"))
                .isEqualTo("turn 1 has input_audio without data, or in a format other than"
                        + " wav and mp3; record the request again, with that message as the API accepts it (rule V7)");
        histctl.stdin(result);
        assertThat(failure("export", "text", "--append", "-"))
                .isEqualTo("appended message 1 is a tool result without a call"
                        + " right before it; correct it before appending it (rule V5)");
    }

    @Test
    void deletingReportsAReaderThatHoldsTheLog() throws SQLException {
        histctl.run("import", EXAMPLE);
        try (Connection reader = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("history.db"));
                Statement statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            statement.executeQuery("SELECT count(*) FROM turn").next();

            Histctl.Result deleted = histctl.run("--busy-timeout", "0s", "delete", "zurich-by-train");

            assertThat(deleted.out()).isEqualTo("deleted zurich-by-train\n");
            assertThat(deleted.err())
                    .startsWith("histctl: another process is reading")
                    .hasLineCount(1);
        }
    }

    @Test
    void errorsOfAFileNameTheFile() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.jsonl"));
        Path nowhere = folder.resolve("nowhere").resolve("out.json");

        assertThat(failure("export", "--from", empty.toString())).startsWith(empty + " contains no exchange");
        assertThat(failure("export", "--from", EXAMPLE, "other")).contains("in " + EXAMPLE);
        assertThat(failure("export", "--from", EXAMPLE, "-o", nowhere.toString()))
                .startsWith(nowhere + " can't be written");
        assertThat(failure("export", "--from", EXAMPLE, "-o", folder.toString()))
                .isEqualTo(folder + " is a folder; name a file");
    }

    @Test
    void damageIsReportedInASentenceAndVerifyNamesTheTurn() throws SQLException {
        histctl.run("import", EXAMPLE);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("history.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE turn SET message = CAST(replace(message, '}', '\"') AS BLOB) WHERE position = 3");
        }

        assertThat(failure("show", "zurich-by-train"))
                .startsWith("turn 3 of zurich-by-train is damaged in the store; verify the store");
        assertThat(histctl.run("verify").err())
                .isEqualTo("to repair a conversation: restore a backup of the database, or delete the conversation and"
                        + " record or import it again\n");
        assertThat(histctl.run("verify").out())
                .contains("zurich-by-train, turn 3: it has changed since it was written\n")
                .contains("zurich-by-train, turn 3: its message is not readable JSON\n")
                .hasLineCount(2);
    }

    private String error(String... arguments) {
        return onlyLine(2, histctl.run(arguments));
    }

    private String failure(String... arguments) {
        return onlyLine(1, histctl.run(arguments));
    }

    private static String onlyLine(int exit, Histctl.Result result) {
        assertThat(result.exit()).isEqualTo(exit);
        assertThat(result.err()).startsWith("histctl: ").hasLineCount(1);
        return result.err().strip().substring("histctl: ".length());
    }
}
