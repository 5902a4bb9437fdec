package io.histctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exports that begin a conversation, and payloads that are recorded again. */
class FirstRoundTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String EXAMPLE = "examples/paused-call.jsonl";
    private static final String CALL = "zurich-by-train";
    private static final String HELLO = "{\"role\":\"user\",\"content\":\"Hello\"}";

    @TempDir
    Path folder;

    private Histctl histctl;
    private Path database;

    @BeforeEach
    void program() {
        database = folder.resolve("history.db");
        histctl = new Histctl(database).stdin(HELLO);
    }

    @Test
    void aConversationBeginsWithAnExport() throws IOException {
        Histctl.Result first = export("new");

        JsonNode payload = JSON.readTree(first.out());
        assertThat(payload.toString())
                .isEqualTo(
                        "{\"model\":\"gpt-audio-1.5\",\"modalities\":[\"text\",\"audio\"],\"audio\":{\"voice\":\"alloy\","
                                + "\"format\":\"wav\"},\"messages\":[" + HELLO + "]}");
        assertThat(first.exit()).isZero();
        assertThat(first.err())
                .startsWith("note: there is no conversation 'new' yet, so the request begins one\nnew: ");
        assertThat(database).doesNotExist();
    }

    @Test
    void aSecondConversationBeginsInAnExistingDatabase() {
        histctl.run("import", EXAMPLE);
        Histctl.Result typo = export("zurich-by-trian");

        assertThat(typo.exit()).isZero();
        assertThat(typo.err()).contains("so the request begins one; did you mean '" + CALL + "'?");
        assertThat(histctl.run("list").out()).startsWith(CALL).hasLineCount(1);
    }

    @Test
    void theFirstRoundIsRecordedLikeEveryOther() throws IOException {
        Path request =
                Files.writeString(folder.resolve("request.json"), export("new").out());
        histctl.run("record", "new", "--request", request.toString());

        assertThat(histctl.run("show", "new").out()).contains("Hello");
        assertThat(export("new").err()).doesNotContain("begins one");
    }

    @Test
    void whatIsMissingForAFirstRequestIsNamed() {
        Histctl.Result model = histctl.run("export", "new", "--append", "-", "--voice", "alloy");
        Histctl.Result nothing = histctl.run("export", "new", "--model", "gpt-audio-1.5");

        assertThat(model.exit()).isEqualTo(1);
        assertThat(model.err())
                .contains("no model is recorded for this conversation; name one")
                .contains("--model M");
        assertThat(nothing.exit()).isEqualTo(1);
        assertThat(nothing.err()).contains("there is no database at " + database);
        histctl.run("import", EXAMPLE);
        assertThat(histctl.run("export", "new", "--model", "gpt-audio-1.5").err())
                .startsWith("histctl: there is no conversation 'new'");
    }

    @Test
    void aPayloadIsADuplicateInItsOwnConversation() throws IOException {
        histctl.run("import", EXAMPLE);
        Path payload = folder.resolve("payload.json");
        histctl.run("export", CALL, "-o", payload.toString());

        assertThat(histctl.run("record", CALL, "--request", payload.toString()).out())
                .isEqualTo("nothing new for " + CALL + "\n");
        assertThat(histctl.run("export", CALL).out()).isEqualTo(Files.readString(payload));
    }

    @Test
    void aPayloadThatIsRecordedElsewhereIsExportedUnchanged() throws IOException {
        histctl.run("import", EXAMPLE);
        for (String at : new String[] {"2026-06-05T21:40:00Z", "2026-06-05T22:10:00Z"}) {
            Path payload = folder.resolve("payload.json");
            histctl.run("export", CALL, "--at", at, "-o", payload.toString());
            Histctl other = new Histctl(folder.resolve(at.replace(':', '-') + ".db")).at(Instant.parse(at));
            other.run("record", "copy", "--request", payload.toString());
            histctl.at(Instant.parse(at)).run("record", "copy" + at, "--request", payload.toString());

            assertThat(other.run("export", "copy").out()).isEqualTo(Files.readString(payload));
            assertThat(histctl.run("export", "copy" + at).out()).isEqualTo(Files.readString(payload));
        }
    }

    @Test
    void theLinesOfAnExportOfAllCanBeImported() throws IOException {
        histctl.run("import", EXAMPLE);
        Path lines = folder.resolve("all.jsonl");
        histctl.run("export", "--all", "-o", lines.toString());

        Histctl other = new Histctl(folder.resolve("other.db"));
        Histctl.Result imported = other.run("import", lines.toString());

        assertThat(imported.exit()).isZero();
        assertThat(imported.err()).isEmpty();
        assertThat(other.run("export", CALL).out())
                .isEqualTo(histctl.run("export", CALL).out());
        assertThat(histctl.run("import", lines.toString()).out()).contains("0 new turns");
    }

    private Histctl.Result export(String conversation) {
        return histctl.run(
                "export",
                conversation,
                "--append",
                "-",
                "--model",
                "gpt-audio-1.5",
                "--voice",
                "alloy",
                "--audio-format",
                "wav");
    }
}
