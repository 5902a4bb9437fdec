package io.histctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.histctl.standin.SettableClock;
import io.histctl.standin.StandIn;
import io.histctl.standin.StandInServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model writes down what users said. */
class TranscribeCommandTest {
    private static final String CALL = "zurich-by-train";

    @TempDir
    Path folder;

    private StandInServer api;
    private Histctl histctl;

    @BeforeEach
    void importACall() throws IOException {
        api = new StandInServer(new StandIn(new SettableClock(Instant.parse("2026-06-05T12:00:00Z")), 1));
        histctl = new Histctl(
                folder.resolve("history.db"),
                new Terminal(false, false),
                Map.of("HISTCTL_OPENAI_BASE_URL", api.baseUrl().toString(), "HISTCTL_TRANSCRIPTION_MODEL", "ears"));
        histctl.run("import", "examples/paused-call.jsonl");
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void theWordsAreAttachedAndASummaryQuotesThem() {
        Histctl.Result result = histctl.run("transcribe", CALL);

        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.out()).startsWith("transcribed turns 2, 4, 8, ");
        assertThat(histctl.run("show", CALL).out()).contains("bytes were said.").doesNotContain("not transcribed");
        assertThat(histctl.run("export", CALL, "--at", "2026-06-06T12:00:00Z").err())
                .doesNotContain("without words");
    }

    @Test
    void wordsThatThereAreStayOnRequest() {
        histctl.stdin("To Zurich, please.").run("transcript", CALL, "2", "-");

        assertThat(histctl.run("transcribe", CALL, "--missing", "--dry-run").out())
                .startsWith("would transcribe turns 4, 8, ");
        histctl.run("transcribe", CALL, "--missing");

        assertThat(histctl.run("show", CALL).out()).contains("To Zurich, please.");
        assertThat(histctl.run("transcribe", CALL, "--missing").out()).isEqualTo("transcribed no turn\n");
    }

    @Test
    void aFailureIsReportedForEachTurnWithExitStatus1() {
        api.close();

        Histctl.Result result = histctl.run("transcribe", CALL);

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.out()).isEqualTo("transcribed no turn\n");
        assertThat(result.err())
                .startsWith("histctl: turn 2 was not transcribed: the model's server could not be reached")
                .contains("not tried after these failures");
    }

    @Test
    void aModelMustBeNamed() {
        Histctl.Result result = new Histctl(folder.resolve("history.db")).run("transcribe", CALL);

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err())
                .isEqualTo("histctl: no model is named for transcriptions; name one, or set"
                        + " HISTCTL_TRANSCRIPTION_MODEL (--transcription-model M)\n");
    }
}
