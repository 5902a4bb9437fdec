package io.histctl.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.histctl.HistoryStore;
import io.histctl.testing.ReadmeExample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.ai.openai.api.OpenAiApi;
import org.springframework.web.client.RestClient;

class ReadmeExampleTest {
    @Test
    void theReadmeShowsTheLinesThatCompile() throws IOException {
        assertThat(Files.readString(Path.of("README.md"))).contains(ReadmeExample.of(ReadmeExampleTest.class));
    }

    static OpenAiApi example(String key) {
        // begin
        HistoryStore store = HistoryStore.open(Path.of("history.db"));
        RestClient.Builder http = RestClient.builder().requestInterceptor(new HistctlRequestInterceptor(store));
        OpenAiApi api = OpenAiApi.builder().restClientBuilder(http).apiKey(key).build();
        // end
        return api;
    }
}
