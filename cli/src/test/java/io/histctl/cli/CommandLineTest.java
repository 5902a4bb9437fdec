package io.histctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineTest {
    private static final String EXAMPLE = "examples/paused-call.jsonl";
    private static final String CALL = "zurich-by-train";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private Histctl histctl;

    @BeforeEach
    void program() {
        histctl = new Histctl(folder.resolve("deep").resolve("history.db"));
    }

    @Test
    void importingAFileTwiceStoresItOnce() {
        assertThat(histctl.run("import", EXAMPLE).out())
                .isEqualTo("recorded 7 exchanges: 15 new turns, 0 exchanges already stored\n");
        assertThat(histctl.run("import", EXAMPLE).out())
                .isEqualTo("recorded 7 exchanges: 0 new turns, 7 exchanges already stored\n");
        assertThat(histctl.run("verify")).isEqualTo(new Histctl.Result(0, "everything is as it was recorded\n", ""));
    }

    @Test
    void aBadLineIsNamedAndTheOthersAreStored() throws IOException {
        Path file = folder.resolve("lines.jsonl");
        Files.writeString(file, """
                {"conversation":"a","request":{"model":"m","messages":[{"role":"user","content":"one"}]}}
                {"conversation":"a","request":{"model":"m","messages":[{"role":"user","content":7}]}}

                {"conversation":"b","request":{"model":"m","messages":[{"role":"user","content":"two"}]}}
                """);

        Histctl.Result result = histctl.run("import", file.toString());

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err())
                .startsWith("histctl: line 2 was not recorded: messages[0].content is a number")
                .hasLineCount(1);
        assertThat(histctl.run("list", "--json").out()).contains("\"a\"").contains("\"b\"");
    }

    @Test
    void exportsThePayloadAloneOnStandardOutput() throws IOException {
        histctl.run("import", EXAMPLE);

        Histctl.Result result = histctl.run("export", CALL);

        JsonNode payload = JSON.readTree(result.out());
        assertThat(payload.path("model").asText()).isEqualTo("gpt-audio-1.5");
        assertThat(payload.path("messages")).hasSize(10);
        assertThat(result.err()).contains("voice reset").contains("valid until 2026-06-05T22:24:45Z");
        assertThat(result.exit()).isZero();
    }

    @Test
    void prettyChangesNoValue() throws IOException {
        String plain = histctl.run("export", "--from", EXAMPLE).out();
        String pretty = histctl.run("export", "--from", EXAMPLE, "--pretty").out();

        assertThat(pretty.lines().count()).isGreaterThan(50);
        assertThat(JSON.readTree(pretty)).isEqualTo(JSON.readTree(plain));
    }

    @Test
    void appendsWithoutStoring() throws IOException {
        histctl.run("import", EXAMPLE);

        Histctl.Result result = histctl.stdin("{\"role\":\"user\",\"content\":\"And back?\"}")
                .run("export", CALL, "--append", "-", "--messages-only");

        JsonNode messages = JSON.readTree(result.out());
        assertThat(messages.get(messages.size() - 1).path("content").asText()).isEqualTo("And back?");
        assertThat(histctl.run("show", CALL).out()).doesNotContain("And back?");
    }

    @Test
    void writesPayloadAndReportToFiles() throws IOException {
        histctl.run("import", EXAMPLE);
        Path payload = folder.resolve("payload.json");
        Path report = folder.resolve("report.json");

        Histctl.Result result = histctl.run("export", CALL, "-o", payload.toString(), "--report", report.toString());

        assertThat(result.out()).isEmpty();
        assertThat(JSON.readTree(Files.readString(payload)).path("messages")).hasSize(10);
        JsonNode written = JSON.readTree(Files.readString(report));
        assertThat(written.path("voice").asText()).isEqualTo("reset");
        assertThat(written.path("turns").toString())
                .isEqualTo("{\"verbatim\":6,\"byAudioId\":3,\"asTranscript\":0,\"summarized\":6,\"omitted\":0}");
        assertThat(written.path("decisions")).hasSize(15);
        assertThat(written.path("summaryBy").asText()).isEqualTo("digest");
    }

    @Test
    void exportsAllConversationsOnePerLine() throws IOException {
        histctl.run("import", EXAMPLE);
        histctl.stdin("{\"model\":\"gpt-5\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}")
                .run("record", "other", "--request", "-");

        String[] lines = histctl.run("export", "--all").out().split("\n", -1);

        assertThat(lines).hasSize(3);
        assertThat(JSON.readTree(lines[1]).path("conversation").asText()).isEqualTo("other");
        assertThat(JSON.readTree(lines[1]).path("payload").path("messages")).hasSize(1);
        assertThat(JSON.readTree(lines[1]).path("report").path("voice").asText())
                .isEqualTo("not-wanted");
    }

    @Test
    void recordsAnExchangeAndReportsIt() throws IOException {
        JsonNode line = JSON.readTree(Files.readAllLines(Path.of(EXAMPLE)).get(0));
        Path request = folder.resolve("request.json");
        Files.writeString(request, line.path("request").toString());

        Histctl.Result stored = histctl.stdin(line.path("response").toString())
                .run("record", "call", "--request", request.toString(), "--response", "-");
        Histctl.Result again = histctl.stdin(line.path("response").toString())
                .run("record", "call", "--request", request.toString(), "--response", "-", "--json");

        assertThat(stored.out())
                .isEqualTo("stored turns 1–3 in call; audio_6a23386743138191b0d3f4423eab5718 expires at"
                        + " 2026-06-05T21:58:15Z\n");
        assertThat(JSON.readTree(again.out()).path("outcome").asText()).isEqualTo("known");
    }

    @Test
    void anIdThatTheApiDoesNotKnowIsNoLongerSent() {
        histctl.run("import", EXAMPLE);
        Histctl.Result gone = histctl.stdin("{\"error\":{\"message\":\"Assistant audio"
                        + " audio_6a23400930e98191e73b6fd138725a35 not found.\",\"type\":\"invalid_request_error\","
                        + "\"param\":\"content.messages[14].audio.id\",\"code\":\"audio_not_found\"}}")
                .run("record", CALL, "--response", "-");

        assertThat(gone)
                .isEqualTo(new Histctl.Result(0, "marked the audio id of turn 15 in " + CALL + " as gone\n", ""));
        assertThat(histctl.run("export", CALL).out()).doesNotContain("audio_6a23400930e98191e73b6fd138725a35");
    }

    @Test
    void otherErrorsAreReportedAndStoreNothing() {
        Histctl.Result result = histctl.stdin(
                        "{\"error\":{\"message\":\"secret words\",\"type\":\"server_error\",\"code\":null}}")
                .run("record", "call", "--response", "-");

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err()).contains("server_error").doesNotContain("secret words");
        assertThat(histctl.run("list").out()).isEmpty();
    }

    @Test
    void showsTheTimeUntilExpiry() {
        histctl.run("import", EXAMPLE);

        String shown = histctl.run("show", CALL).out();

        assertThat(shown)
                .contains("expired 11m 45s ago")
                .contains("14m 45s remaining")
                .contains("███░░░░░░░")
                .contains("15.2 s")
                .doesNotContain("\u001b");
    }

    @Test
    void coloursOnATerminalAndNeverWithNoColor() {
        Path database = folder.resolve("history.db");
        histctl = new Histctl(database, new Terminal(true, true), Map.of());
        histctl.run("import", EXAMPLE);

        assertThat(histctl.run("show", CALL).out()).contains("\u001b[");
        assertThat(new Histctl(database, new Terminal(true, true), Map.of("NO_COLOR", "1"))
                        .run("show", CALL)
                        .out())
                .doesNotContain("\u001b");
    }

    @Test
    void controlCharactersAreShownAsEscapes() {
        histctl.stdin("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"\\u001b[31mred\\u0007\"}]}")
                .run("record", "odd\u001b[2J", "--request", "-");

        String shown =
                histctl.run("list").out() + histctl.run("show", "odd\u001b[2J").out();

        assertThat(shown)
                .contains("\\u{1b}[31mred\\u{7}")
                .contains("odd\\u{1b}[2J")
                .doesNotContain("\u001b");
    }

    @Test
    void listsWhatExpiresSoon() {
        histctl.run("import", EXAMPLE);

        assertThat(histctl.run("list").out())
                .isEqualTo(CALL
                        + "  15 turns, last 2026-06-05T21:30:48Z, 3 references usable until 2026-06-05T22:30:49Z"
                        + "  How lovely, seventy deserves a proper journey! So that's…\n");
        assertThat(histctl.run("list", "--expiring-within", "10m").out()).isEmpty();
        assertThat(histctl.run("list", "--expiring-within", "15m").out()).startsWith(CALL);
    }

    @Test
    void prunesAndReportsItAsJson() throws IOException {
        histctl.run("import", EXAMPLE);

        JsonNode dry = JSON.readTree(
                histctl.run("prune-expired", "--dry-run", "--json").out());
        JsonNode done = JSON.readTree(
                histctl.run("prune-expired", "--sound", "--vacuum", "--json").out());

        assertThat(dry.toString())
                .isEqualTo(
                        "{\"at\":\"2026-06-05T22:10:00Z\",\"cleared\":3,\"referencesCleared\":0,\"soundDeleted\":0,\"soundKept\":0,"
                                + "\"dryRun\":true,\"warnings\":[]}");
        assertThat(done.path("cleared").asInt()).isEqualTo(3);
        assertThat(done.path("soundKept").asInt()).isEqualTo(2);
        assertThat(histctl.run("show", CALL).out()).contains("pruned");
    }

    @Test
    void aTranscriptIsQuotedInTheSummary() throws IOException {
        histctl.run("import", EXAMPLE);
        Path words = folder.resolve("words.txt");
        Files.writeString(words, "My aunt Käthe turns seventy.\n");

        assertThat(histctl.run("transcript", CALL, "2", words.toString()).exit())
                .isZero();

        assertThat(histctl.run("export", CALL).out()).contains("User: My aunt Käthe turns seventy.");
    }

    @Test
    void anExportReportsHowManySpeechesItsSummaryCannotQuote() throws IOException {
        histctl.run("import", EXAMPLE);
        Path words = Files.writeString(folder.resolve("words.txt"), "My aunt turns seventy.");
        assertThat(histctl.run("export", CALL).err()).contains("warning: 2 user turns are speech without words");

        histctl.run("transcript", CALL, "2", words.toString());
        assertThat(histctl.run("export", CALL).err()).contains("warning: 1 user turn is speech without words");
        assertThat(histctl.run("export", CALL, "--at", "2026-06-05T21:50:00Z").err())
                .doesNotContain("without words");
    }

    @Test
    void deletesAConversation() {
        histctl.run("import", EXAMPLE);

        assertThat(histctl.run("delete", CALL).exit()).isZero();

        assertThat(histctl.run("show", CALL).exit()).isEqualTo(1);
        assertThat(histctl.run("show", CALL).err()).startsWith("histctl: there is no conversation '" + CALL + "' in ");
    }

    @Test
    void warnsIfAnIdExpiresSoonOrTheModelIsShutDown() throws IOException {
        histctl.run("import", EXAMPLE);

        assertThat(histctl.at(Instant.parse("2026-06-05T22:21:00Z"))
                        .run("export", CALL)
                        .err())
                .contains("its first audio id expires in 3m 45s");
        assertThat(histctl.run("export", CALL, "--model", "gpt-4o-audio-preview-2025-06-03")
                        .err())
                .contains("has been shut down");
    }

    @Test
    void usageErrorsExitWithTwo() {
        assertThat(histctl.run().exit()).isEqualTo(2);
        assertThat(histctl.run("export").exit()).isEqualTo(2);
        assertThat(histctl.run("export", CALL, "--at", "soon").exit()).isEqualTo(2);
        assertThat(histctl.run("export", CALL, "--margin", "-5m").exit()).isEqualTo(2);
        assertThat(histctl.run("record", "x").exit()).isEqualTo(2);
        assertThat(histctl.run("nonsense").exit()).isEqualTo(2);
        assertThat(histctl.run("--help").exit()).isZero();
        assertThat(histctl.run("--version").out()).startsWith("histctl ");
        assertThat(histctl.run("generate-completion").out()).contains("complete -F");
    }
}
