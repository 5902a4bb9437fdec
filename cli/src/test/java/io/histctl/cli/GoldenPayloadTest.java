package io.histctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Compares whole payloads and their reports with recorded ones, byte for byte. {@code -Dhistctl.golden=write} rewrites them; review the diff.
 */
class GoldenPayloadTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "all-usable, 2026-05-28T20:30:00Z, ''",
        "first-expired, 2026-05-28T21:30:00Z, ''",
        "all-expired, 2026-05-29T08:00:00Z, ''",
        "all-expired-transcript, 2026-05-29T08:00:00Z, --resume transcript",
        "all-expired-tight, 2026-05-29T08:00:00Z, --max-tokens 260",
        "all-usable-streamed, 2026-05-28T20:30:00Z, --stream --audio-format pcm16 --voice ash --messages-only",
    })
    void aPayloadEqualsTheRecordedOne(String name, String at, String options) throws IOException {
        Path report = folder.resolve("report.json");
        List<String> call = new ArrayList<>(
                List.of("export", "--from", GOLDEN.resolve("garden.jsonl").toString()));
        call.addAll(List.of("--at", at, "--pretty", "--report", report.toString()));
        call.addAll(options.isEmpty() ? List.of() : List.of(options.split(" ")));

        Histctl.Result result = new Histctl(folder.resolve("none.db")).run(call.toArray(String[]::new));

        assertThat(result.exit()).as(result.err()).isZero();
        String seen = result.out() + Files.readString(report);
        Path golden = GOLDEN.resolve(name + ".json");
        if ("write".equals(System.getProperty("histctl.golden"))) {
            Files.writeString(golden, seen);
        }
        assertThat(seen).isEqualTo(Files.readString(golden));
    }
}
