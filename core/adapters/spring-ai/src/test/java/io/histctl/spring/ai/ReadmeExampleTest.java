package io.histctl.spring.ai;

import static org.assertj.core.api.Assertions.assertThat;

import io.histctl.ChatInterceptor;
import io.histctl.HistoryStore;
import io.histctl.intercept.InterceptorOptions;
import io.histctl.intercept.ReplyAdaptation;
import io.histctl.okhttp.HistctlInterceptor;
import io.histctl.testing.ReadmeExample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.client.advisor.MessageChatMemoryAdvisor;
import org.springframework.ai.chat.memory.ChatMemory;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;

class ReadmeExampleTest {
    @Test
    void theReadmeShowsTheLinesThatCompile() throws IOException {
        assertThat(Files.readString(Path.of("README.md"))).contains(ReadmeExample.of(ReadmeExampleTest.class));
    }

    static ChatClient example(HistoryStore store, OpenAiChatOptions options, ChatMemory memory) {
        // begin
        ChatInterceptor chats = ChatInterceptor.of(
                store,
                InterceptorOptions.DEFAULT.withAdaptations(
                        ReplyAdaptation.ADD_MISSING_CHOICES, ReplyAdaptation.TRANSCRIPT_AS_CONTENT));
        OpenAiChatModel model = OpenAiChatModel.builder()
                .options(options)
                .httpClientBuilderCustomizer(http -> http.interceptor(new HistctlInterceptor(chats)))
                .build();
        ChatClient client = ChatClient.builder(model)
                .defaultAdvisors(MessageChatMemoryAdvisor.builder(memory).build(), new ConversationAdvisor())
                .build();
        // end
        return client;
    }
}
