package io.histctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code histctl doctor} prints for a report of a problem. */
class DoctorTest {
    @TempDir
    Path folder;

    @Test
    void namesVersionsSizesAndCountsButNothingThatWasSaid() {
        Histctl histctl = new Histctl(folder.resolve("history.db"));
        histctl.run("import", "examples/paused-call.jsonl");

        Histctl.Result result = histctl.run("doctor");

        assertThat(result.exit()).isZero();
        assertThat(result.out())
                .contains("version: ", "java: ", "os: ", "store: " + folder.resolve("history.db"), "free disk (MiB): ")
                .contains("state: it can be opened\n", "conversations: 1\n", "turns: 15\n", "usable references: 3\n")
                .contains("newest reply ahead of clock (seconds): 0\n")
                .doesNotContain("zurich", "journey");
    }

    @Test
    void saysHowFarTheClockIsBehindTheNewestReply() {
        Histctl histctl = new Histctl(folder.resolve("history.db"));
        histctl.run("import", "examples/paused-call.jsonl");

        Histctl.Result result =
                histctl.at(Instant.parse("2026-06-05T21:00:00Z")).run("doctor", "--json");

        assertThat(result.out()).contains("\"newestReplyAheadOfClockSeconds\":18");
    }

    @Test
    void createsNoDatabase() {
        Histctl.Result result = new Histctl(folder.resolve("none/history.db")).run("doctor");

        assertThat(result.exit()).isZero();
        assertThat(result.out()).contains("state: there is no database yet\n", "free disk (MiB): ");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void reportsWhyADatabaseCannotBeOpened() throws IOException {
        Path notes = Files.writeString(folder.resolve("notes.txt"), "These are my notes, not a database.");

        Histctl.Result result = new Histctl(notes).run("doctor");

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.out()).contains("state: " + notes + " is not a histctl database");
        assertThat(notes).hasContent("These are my notes, not a database.");
    }
}
