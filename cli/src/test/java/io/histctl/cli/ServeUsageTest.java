package io.histctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code histctl serve} refuses before it listens. */
class ServeUsageTest {
    @TempDir
    Path dir;

    @ParameterizedTest
    @CsvSource({
        "--listen=0.0.0.0:0,a token is needed",
        "--listen=nowhere:port,is not an address",
        "--upstream=ftp://example.org,is not a base URL",
        "--upstream=https://user:secret@example.org/v1,is not a base URL",
        "--token=short,shorter than 16",
        "--max-body=0,make it at least 1",
        "--max-connections=0,make it at least 1",
        "--idle-timeout=0s,make it at least 1"
    })
    void anUnsafeOrUselessOptionIsAUsageError(String option, String message) {
        Path database = dir.resolve("history.db");

        Histctl.Result result = new Histctl(database).run("serve", option);

        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains(message).doesNotContain("secret");
        assertThat(database).doesNotExist();
    }
}
