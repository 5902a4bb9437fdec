package io.histctl.openai.java;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.client.OpenAIClientImpl;
import com.openai.client.okhttp.OkHttpClient;
import com.openai.core.ClientOptions;
import com.openai.core.http.HttpClient;
import io.histctl.HistoryStore;
import io.histctl.testing.ReadmeExample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReadmeExampleTest {
    @Test
    void theReadmeShowsTheLinesThatCompile() throws IOException {
        assertThat(Files.readString(Path.of("README.md"))).contains(ReadmeExample.of(ReadmeExampleTest.class));
    }

    static OpenAIClient example(String key) {
        // begin
        HistoryStore store = HistoryStore.open(Path.of("history.db"));
        HttpClient http = new HistctlHttpClient(OkHttpClient.builder().build(), store);
        OpenAIClient client = new OpenAIClientImpl(
                ClientOptions.builder().httpClient(http).apiKey(key).build());
        // end
        return client;
    }
}
