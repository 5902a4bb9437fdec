package io.histctl.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.http.client.HttpClientBuilderLoader;
import dev.langchain4j.model.openai.OpenAiChatModel;
import io.histctl.HistoryStore;
import io.histctl.testing.ReadmeExample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReadmeExampleTest {
    @Test
    void theReadmeShowsTheLinesThatCompile() throws IOException {
        assertThat(Files.readString(Path.of("README.md"))).contains(ReadmeExample.of(ReadmeExampleTest.class));
    }

    static OpenAiChatModel example(String key) {
        // begin
        HistoryStore store = HistoryStore.open(Path.of("history.db"));
        OpenAiChatModel model = OpenAiChatModel.builder()
                .httpClientBuilder(new HistctlHttpClientBuilder(HttpClientBuilderLoader.loadHttpClientBuilder(), store))
                .customParameters(Map.of(
                        "modalities", List.of("text", "audio"), "audio", Map.of("voice", "alloy", "format", "wav")))
                .apiKey(key)
                .modelName("gpt-audio-1.5")
                .build();
        // end
        return model;
    }
}
