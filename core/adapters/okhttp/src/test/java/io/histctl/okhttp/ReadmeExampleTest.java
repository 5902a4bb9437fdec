package io.histctl.okhttp;

import static org.assertj.core.api.Assertions.assertThat;

import io.histctl.HistoryStore;
import io.histctl.testing.ReadmeExample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;

class ReadmeExampleTest {
    @Test
    void theReadmeShowsTheLinesThatCompile() throws IOException {
        assertThat(Files.readString(Path.of("README.md"))).contains(ReadmeExample.of(ReadmeExampleTest.class));
    }

    static OkHttpClient example() {
        // begin
        HistoryStore store = HistoryStore.open(Path.of("history.db"));
        OkHttpClient client = new OkHttpClient.Builder()
                .addInterceptor(new HistctlInterceptor(store))
                .build();
        // end
        return client;
    }
}
