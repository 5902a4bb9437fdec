package io.histctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Options of record besides the two bodies, and its output. */
class RecordOptionsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SPEECH = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":"
            + "\"input_audio\",\"input_audio\":{\"data\":\"AAAA\",\"format\":\"wav\"}}]}]}";
    private static final String YES = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Yes.\"}]}";
    private static final String CHUNK =
            "data: {\"id\":\"chatcmpl-1\",\"created\":1780697400,\"choices\":[{\"index\":0,\"delta\":"
                    + "{\"role\":\"assistant\",\"content\":\"Half a\"}}]}\n\n";

    @TempDir
    Path folder;

    private Histctl histctl;
    private Path speech;
    private Path yes;

    @BeforeEach
    void program() throws IOException {
        histctl = new Histctl(folder.resolve("history.db"));
        speech = Files.writeString(folder.resolve("speech.json"), SPEECH);
        yes = Files.writeString(folder.resolve("yes.json"), YES);
    }

    @Test
    void speechWithoutWordsIsReportedWithTheNextStep() throws IOException {
        Histctl.Result text = histctl.run("record", "a", "--request", speech.toString());
        Histctl.Result json = histctl.run("record", "b", "--request", speech.toString(), "--json");

        assertThat(text.exit()).isZero();
        assertThat(text.err())
                .startsWith("note: 1 user turn is speech without words")
                .contains("--transcript");
        assertThat(JSON.readTree(json.out()).path("untranscribed").asInt()).isOne();
        assertThat(histctl.run("--quiet", "record", "c", "--request", speech.toString()))
                .isEqualTo(new Histctl.Result(0, "", ""));
    }

    @Test
    void theTranscriptMayBeAFileOrTextOrStandardInput() throws IOException {
        Path words = Files.writeString(folder.resolve("words.txt"), "\uFEFFFrom a file.\n");
        assertThat(transcript("a", words.toString())).isEqualTo("From a file.");
        assertThat(transcript("b", "As text, e.g. this.")).isEqualTo("As text, e.g. this.");
        assertThat(transcript("c", "Yes.")).isEqualTo("Yes.");
        histctl.stdin("From a pipe.\n");
        assertThat(transcript("d", "-")).isEqualTo("From a pipe.");
    }

    @Test
    void aMissingFileIsNotUsedAsTheTranscript() {
        for (String missing : new String[] {"words.txt", "./words", "/tmp/none/words.md"}) {
            Histctl.Result result = histctl.run("record", "a", "--request", speech.toString(), "--transcript", missing);
            assertThat(result.exit()).isEqualTo(1);
            assertThat(result.err())
                    .startsWith("histctl: there is no file " + missing)
                    .hasLineCount(1);
        }
        assertThat(folder.resolve("history.db")).doesNotExist();
    }

    @Test
    void aTranscriptForARequestWithoutSpeechStoresNothing() {
        for (String words : new String[] {"Yes.", " "}) {
            Histctl.Result result = histctl.run("record", "a", "--request", yes.toString(), "--transcript", words);
            assertThat(result.exit()).isEqualTo(1);
            assertThat(result.err()).contains("no speech of a user").hasLineCount(1);
        }
        assertThat(histctl.run("list").out()).isEmpty();
    }

    @Test
    void aTranscriptIsAttachedLaterAndNeverReplaced() throws IOException {
        histctl.run("record", "a", "--request", speech.toString());
        assertThat(transcript("a", "The first ones.")).isEqualTo("The first ones.");
        assertThat(transcript("a", "Other ones.")).isEqualTo("The first ones.");
        assertThat(histctl.run("show", "a", "--json").out())
                .contains("\"position\":1")
                .doesNotContain("\"position\":2");
    }

    @Test
    void aMessageIsStoredAfterTheGivenPosition() {
        histctl.run("record", "a", "--request", yes.toString());
        assertThat(histctl.run("record", "a", "--request", yes.toString()).out())
                .isEqualTo("nothing new for a\n");
        assertThat(histctl.run("record", "a", "--request", yes.toString(), "--after", "1")
                        .out())
                .isEqualTo("stored turn 2 in a\n");
        assertThat(histctl.run("record", "a", "--request", yes.toString(), "--after", "1")
                        .out())
                .isEqualTo("nothing new for a\n");
        assertThat(histctl.run("record", "a", "--request", speech.toString(), "--after", "0")
                        .out())
                .isEqualTo("stored turn 3 in a, replacing 2 earlier turns\n");
    }

    @Test
    void aNegativeOrNonNumericPositionOrChoiceIsAUsageError() {
        for (String option : new String[] {"--after", "--choice"}) {
            for (String value : new String[] {"-1", "one", "99999999999", ""}) {
                Histctl.Result result = histctl.run("record", "a", "--request", yes.toString(), option + "=" + value);
                assertThat(result.exit()).as(option + value).isEqualTo(2);
                assertThat(result.err()).startsWith("histctl: ").hasLineCount(1);
            }
        }
        assertThat(folder.resolve("history.db")).doesNotExist();
    }

    @Test
    void aPositionThatIsNotStoredIsAnError() {
        histctl.run("record", "a", "--request", yes.toString());
        Histctl.Result result = histctl.run("record", "a", "--request", yes.toString(), "--after", "7");
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err()).contains("7").contains("a has 1 turn").hasLineCount(1);
    }

    @Test
    void anErrorInMidStreamEndsInStatusOneAndKeepsWhatArrived() throws IOException {
        String error = "data: {\"error\":{\"message\":\"secret words\",\"code\":\"overloaded\"}}\n\n";
        Path stream = Files.writeString(folder.resolve("stream.sse"), CHUNK + error);

        Histctl.Result file =
                histctl.run("record", "a", "--request", yes.toString(), "--response", stream.toString(), "--json");
        Histctl.Result live =
                histctl.stdin(CHUNK + error).run("record", "b", "--request", yes.toString(), "--response", "-");

        JsonNode json = JSON.readTree(file.out());
        assertThat(file.exit()).isEqualTo(1);
        assertThat(json.path("error").asText()).isEqualTo("overloaded");
        assertThat(json.path("incomplete").asBoolean()).isTrue();
        assertThat(live.exit()).isEqualTo(1);
        assertThat(live.err())
                .startsWith("histctl: the stream ended with an error (overloaded); what came before it is stored")
                .doesNotContain("secret")
                .hasLineCount(1);
        assertThat(histctl.run("show", "b").out()).contains("Half a");
    }

    @Test
    void aLenientlyReadValueIsReportedInANote() throws IOException {
        String reply =
                "{\"id\":\"chatcmpl-2\",\"created\":\"yesterday\",\"choices\":[{\"index\":0,\"message\":{\"role\":"
                        + "\"assistant\",\"content\":\"Hi.\"}}]}";
        Path file = Files.writeString(folder.resolve("reply.json"), reply);

        Histctl.Result text = histctl.run("record", "a", "--request", yes.toString(), "--response", file.toString());
        Histctl.Result json =
                histctl.run("record", "b", "--request", yes.toString(), "--response", file.toString(), "--json");

        assertThat(text.exit()).isZero();
        assertThat(text.err()).startsWith("note: ").contains("created").hasLineCount(1);
        assertThat(JSON.readTree(json.out()).path("notes").get(0).asText()).contains("created");
    }

    @Test
    void anImportReportsItsNotesAndUnknownMembers() {
        String line = "{\"conversation\":\"a\",\"at\":\"2026-06-05 22:00\",\"session\":1,\"request\":" + YES + "}";

        Histctl.Result result = histctl.stdin(line + "\n" + line).run("import", "-");

        assertThat(result.exit()).isZero();
        assertThat(result.err())
                .contains("note: line 1 and 1 more line: its \"at\" has no time zone and was read as UTC\n")
                .contains("note: line 1 and 1 more line: its member \"session\" is unknown and was ignored")
                .hasLineCount(2);
    }

    private String transcript(String conversation, String words) throws IOException {
        histctl.run("record", conversation, "--request", speech.toString(), "--transcript", words);
        JsonNode turns =
                JSON.readTree(histctl.run("show", conversation, "--json").out()).path("turns");
        return turns.get(0).path("transcript").asText();
    }
}
