package io.histctl.spring.ai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.histctl.ChatInterceptor;
import io.histctl.HistoryStore;
import io.histctl.intercept.InterceptorOptions;
import io.histctl.intercept.ReplyAdaptation;
import io.histctl.okhttp.HistctlInterceptor;
import io.histctl.simulation.RandomChats;
import io.histctl.standin.SettableClock;
import io.histctl.standin.StandIn;
import io.histctl.standin.StandInServer;
import io.histctl.testing.PausedChats;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.client.ChatClient.ChatClientRequestSpec;
import org.springframework.ai.chat.client.advisor.MessageChatMemoryAdvisor;
import org.springframework.ai.chat.client.advisor.api.Advisor;
import org.springframework.ai.chat.memory.ChatMemory;
import org.springframework.ai.chat.memory.MessageWindowChatMemory;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.ai.openai.OpenAiChatOptions.AudioParameters;
import org.springframework.ai.openai.http.okhttp.OpenAiHttpClientBuilderCustomizer;

/** Spring AI's chat client and OpenAI model, with a chat memory that has a window. */
class SpringAiTest {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-06-05T12:00:00Z"));
    private final HistoryStore store = HistoryStore.inMemory(clock);
    private final StandIn api = new StandIn(clock, 7);
    private final StandInServer server = new StandInServer(api);

    SpringAiTest() throws IOException {}

    @AfterEach
    void close() {
        server.close();
        try (store) {
            assertThat(store.verify()).isEmpty();
        }
    }

    @Test
    void withoutHistctlTheVoiceIsLostInTheSecondRound() {
        ChatClient stock = client(http -> {}, false, 20);

        assertThat(PausedChats.run(clock, question -> ask(stock, "kitchen", question)))
                .containsExactly("voice", "text", "text", "text", "text", "text");
    }

    @Test
    void withoutHistctlAStreamFailsInTheFirstRound() {
        ChatClient stock = client(http -> {}, true, 20);

        assertThatThrownBy(() -> stream(stock, "kitchen", "When?")).rootCause().hasMessageContaining("choices");
    }

    @ParameterizedTest
    @CsvSource({"false,4", "false,20", "true,4", "true,20"})
    void withHistctlTwoChatsSideBySideKeepTheirVoice(boolean streams, int window) {
        ChatClient client = client(http -> http.interceptor(new HistctlInterceptor(adapting(store))), streams, window);

        assertThat(PausedChats.run(
                        clock,
                        question -> streams ? stream(client, "kitchen", question) : ask(client, "kitchen", question),
                        question -> streams ? stream(client, "Küche", question) : ask(client, "Küche", question)))
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
            OpenAiHttpClientBuilderCustomizer http =
                    builder -> builder.interceptor(new HistctlInterceptor(adapting(history)));
            boolean named = random.nextBoolean();
            int window = named ? 3 + random.nextInt(10) : 20; // one full of repeated questions quotes nothing
            ChatMemory memory =
                    MessageWindowChatMemory.builder().maxMessages(window).build();
            Advisor remembering = MessageChatMemoryAdvisor.builder(memory).build();
            Advisor[] advisors =
                    named ? new Advisor[] {remembering, new ConversationAdvisor()} : new Advisor[] {remembering};
            return new MemoryApp(
                    ChatClient.builder(model(http, url.toString(), false))
                            .defaultAdvisors(advisors)
                            .build(),
                    ChatClient.builder(model(http, url.toString(), true))
                            .defaultAdvisors(advisors)
                            .build(),
                    conversation);
        });
    }

    /** A question that failed stays in the memory, which gets it again when it is asked again. */
    private record MemoryApp(ChatClient whole, ChatClient streaming, String conversation) implements RandomChats.App {
        @Override
        public String ask(String question, boolean streams, boolean again) {
            ChatClientRequestSpec prompt = (streams ? streaming : whole)
                    .prompt()
                    .user(question)
                    .advisors(advisors -> advisors.param(ChatMemory.CONVERSATION_ID, conversation));
            return streams
                    ? String.join("", prompt.stream().content().collectList().block())
                    : prompt.call().content();
        }
    }

    private static ChatInterceptor adapting(HistoryStore store) {
        return ChatInterceptor.of(
                store,
                InterceptorOptions.DEFAULT.withAdaptations(
                        ReplyAdaptation.ADD_MISSING_CHOICES, ReplyAdaptation.TRANSCRIPT_AS_CONTENT));
    }

    private ChatClient client(OpenAiHttpClientBuilderCustomizer http, boolean streams, int window) {
        ChatMemory memory =
                MessageWindowChatMemory.builder().maxMessages(window).build();
        return ChatClient.builder(model(http, server.baseUrl().toString(), streams))
                .defaultAdvisors(MessageChatMemoryAdvisor.builder(memory).build(), new ConversationAdvisor())
                .build();
    }

    private static OpenAiChatModel model(OpenAiHttpClientBuilderCustomizer http, String url, boolean streams) {
        OpenAiChatOptions options = OpenAiChatOptions.builder()
                .baseUrl(url)
                .apiKey("none")
                .maxRetries(0)
                .model("gpt-audio-1.5")
                .outputModalities(List.of("text", "audio"))
                .outputAudio(new AudioParameters(
                        AudioParameters.Voice.ALLOY,
                        streams ? AudioParameters.AudioResponseFormat.PCM16 : AudioParameters.AudioResponseFormat.WAV))
                .build();
        return OpenAiChatModel.builder()
                .options(options)
                .httpClientBuilderCustomizer(http)
                .build();
    }

    private String ask(ChatClient client, String id, String question) {
        int spoken = api.idsMade();
        client.prompt()
                .user(question)
                .advisors(advisors -> advisors.param(ChatMemory.CONVERSATION_ID, id))
                .call()
                .chatResponse();
        return api.idsMade() > spoken ? "voice" : "text";
    }

    private String stream(ChatClient client, String id, String question) {
        int spoken = api.idsMade();
        client.prompt().user(question).advisors(advisors -> advisors.param(ChatMemory.CONVERSATION_ID, id)).stream()
                .chatResponse()
                .collectList()
                .block();
        return api.idsMade() > spoken ? "voice" : "text";
    }
}
