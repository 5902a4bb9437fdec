package io.histctl.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.histctl.ChatInterceptor;
import io.histctl.HistoryStore;
import io.histctl.intercept.ConversationHeader;
import io.histctl.simulation.RandomChats;
import io.histctl.standin.SettableClock;
import io.histctl.standin.StandIn;
import io.histctl.standin.StandInServer;
import io.histctl.testing.PausedChats;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.client.advisor.MessageChatMemoryAdvisor;
import org.springframework.ai.chat.memory.ChatMemory;
import org.springframework.ai.chat.memory.MessageWindowChatMemory;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.ai.openai.api.OpenAiApi;
import org.springframework.ai.openai.api.OpenAiApi.ChatCompletionRequest.AudioParameters;
import org.springframework.ai.retry.NonTransientAiException;
import org.springframework.retry.support.RetryTemplate;
import org.springframework.web.client.RestClient;

/** Spring AI 1.1, which sends ids and words of earlier replies, with a chat memory that has a window. */
class SpringAiOneTest {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-06-05T12:00:00Z"));
    private final HistoryStore store = HistoryStore.inMemory(clock);
    private final StandIn api = new StandIn(clock, 7);
    private final StandInServer server = new StandInServer(api);

    SpringAiOneTest() throws IOException {}

    @AfterEach
    void close() {
        server.close();
        try (store) {
            assertThat(store.verify()).isEmpty();
        }
    }

    @Test
    void withoutHistctlTheVoiceIsLostInTheSecondRoundAndAPauseIsRefused() {
        ChatClient stock = client(RestClient.builder(), server.baseUrl(), "kitchen", 20);

        assertThat(PausedChats.run(clock, question -> ask(stock, question)))
                .containsExactly("voice", "text", "text", "refused", "refused", "refused");
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 20})
    void withHistctlTwoChatsSideBySideKeepTheirVoice(int window) {
        ChatClient kitchen = client(recording(store), server.baseUrl(), "kitchen", window);
        ChatClient other = client(recording(store), server.baseUrl(), "Küche", window);

        assertThat(PausedChats.run(clock, question -> ask(kitchen, question), question -> ask(other, question)))
                .hasSize(12)
                .containsOnly("voice");
        assertThat(store.conversationIds()).containsExactly("kitchen", "Küche");
        assertThat(store.conversationIds())
                .allSatisfy(id -> assertThat(store.conversation(id).turns()).hasSize(12));
    }

    @ParameterizedTest
    @MethodSource("io.histctl.simulation.RandomChats#seeds")
    void everyQuestionIsAnsweredByVoiceAndStoredOnce(int seed) throws Exception {
        RandomChats.run(seed, (history, url, conversation, random) -> {
            ChatClient client = client(recording(history), url, conversation, 3 + random.nextInt(10));
            return (question, streams, again) -> words(answer(client, question)); // 1.1 streams by another client
        });
    }

    /** What an app adds. */
    private static RestClient.Builder recording(HistoryStore store) {
        return RestClient.builder().requestInterceptor(new HistctlRequestInterceptor(store));
    }

    private static ChatClient client(RestClient.Builder http, URI url, String conversation, int window) {
        OpenAiApi openAi = OpenAiApi.builder()
                .baseUrl(url.resolve("/").toString())
                .apiKey("none")
                .restClientBuilder(http)
                .build();
        OpenAiChatOptions options = OpenAiChatOptions.builder()
                .model("gpt-audio-1.5")
                .outputModalities(List.of("text", "audio"))
                .outputAudio(new AudioParameters(AudioParameters.Voice.ALLOY, AudioParameters.AudioResponseFormat.WAV))
                .httpHeaders(Map.of(ChatInterceptor.CONVERSATION_HEADER, ConversationHeader.encode(conversation)))
                .build();
        OpenAiChatModel model = OpenAiChatModel.builder()
                .openAiApi(openAi)
                .defaultOptions(options)
                .retryTemplate(RetryTemplate.builder().maxAttempts(1).build())
                .build();
        ChatMemory memory =
                MessageWindowChatMemory.builder().maxMessages(window).build();
        return ChatClient.builder(model)
                .defaultAdvisors(MessageChatMemoryAdvisor.builder(memory).build())
                .build();
    }

    private String ask(ChatClient client, String question) {
        int spoken = api.idsMade();
        try {
            answer(client, question);
        } catch (NonTransientAiException e) {
            return "refused";
        }
        return api.idsMade() > spoken ? "voice" : "text";
    }

    private static ChatResponse answer(ChatClient client, String question) {
        return Objects.requireNonNull(client.prompt()
                .user(question)
                .advisors(advisors -> advisors.param(ChatMemory.CONVERSATION_ID, "call"))
                .call()
                .chatResponse());
    }

    private static String words(ChatResponse response) {
        return Objects.requireNonNull(response.getResult().getOutput().getText());
    }
}
