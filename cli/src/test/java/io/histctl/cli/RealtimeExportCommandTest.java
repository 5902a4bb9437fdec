package io.histctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RealtimeExportCommandTest {
    private static final String HISTORY = "examples/paused-call.jsonl";

    @TempDir
    Path dir;

    @Test
    void theEventsOfASessionArePrintedALineEach() {
        Histctl.Result result = histctl().run("export", "--from", HISTORY, "--for", "realtime");

        List<String> events = result.out().lines().toList();
        assertThat(result.exit()).isZero();
        assertThat(events).allMatch(event -> event.startsWith("{\"type\":"));
        assertThat(events.get(0))
                .startsWith("{\"type\":\"session.update\"")
                .contains("You are the voice of Waypoint", "[histctl summary through turn");
        assertThat(result.out()).doesNotContain("output_text");
    }

    @Test
    void aTranscriptContainsTheRepliesAsText() {
        assertThat(histctl()
                        .run("export", "--from", HISTORY, "--for", "realtime", "--resume", "transcript")
                        .out())
                .contains("output_text")
                .doesNotContain("[histctl summary");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--all", "--pretty", "--report=r.json", "--append=q.json"})
    void whatASessionHasNotIsRefused(String option) {
        Histctl.Result result = histctl().run("export", "--from", HISTORY, "--for", "realtime", option);

        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("--for realtime prints events");
    }

    private Histctl histctl() {
        return new Histctl(dir.resolve("history.db"));
    }
}
