package io.histctl.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpClientBuilderLoader;
import dev.langchain4j.memory.ChatMemory;
import dev.langchain4j.memory.chat.MessageWindowChatMemory;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.MemoryId;
import io.histctl.ChatInterceptor;
import io.histctl.HistoryStore;
import io.histctl.simulation.RandomChats;
import io.histctl.standin.SettableClock;
import io.histctl.standin.StandIn;
import io.histctl.standin.StandInServer;
import io.histctl.testing.PausedChats;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** LangChain4j's OpenAI models, with AI services and chat memories as apps use them. */
class LangChain4jTest {
    private static final ThreadLocal<String> CONVERSATION = new ThreadLocal<>();

    private final SettableClock clock = new SettableClock(Instant.parse("2026-06-05T12:00:00Z"));
    private final HistoryStore store = HistoryStore.inMemory(clock);
    private final StandIn api = new StandIn(clock, 7);
    private final StandInServer server = new StandInServer(api);

    LangChain4jTest() throws IOException {}

    interface Assistant {
        String chat(@MemoryId String id, @dev.langchain4j.service.UserMessage String question);
    }

    /** What an app adds: the HTTP client builder, and the two lines that name the conversation. */
    private static Assistant assistant(HttpClientBuilder http, String url, int window) {
        OpenAiChatModel model = whole(
                http,
                url,
                () -> Map.of(ChatInterceptor.CONVERSATION_HEADER.toLowerCase(Locale.ROOT), CONVERSATION.get()));
        return AiServices.builder(Assistant.class)
                .chatModel(model)
                .chatMemoryProvider(id -> MessageWindowChatMemory.withMaxMessages(window))
                .chatRequestTransformer((request, id) -> {
                    CONVERSATION.set(String.valueOf(id));
                    return request;
                })
                .build();
    }

    @AfterEach
    void close() {
        server.close();
        try (store) {
            assertThat(store.verify()).isEmpty();
        }
    }

    @Test
    void withoutHistctlTheSecondRoundIsRefused() {
        Assistant stock = assistant(
                HttpClientBuilderLoader.loadHttpClientBuilder(),
                server.baseUrl().toString(),
                20);

        assertThat(PausedChats.run(clock, question -> ask(stock, "kitchen", question)))
                .startsWith("voice")
                .filteredOn("voice"::equals)
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 20})
    void withHistctlTwoChatsSideBySideKeepTheirVoice(int window) {
        Assistant assistant = assistant(http(), server.baseUrl().toString(), window);

        assertThat(PausedChats.run(
                        clock,
                        question -> ask(assistant, "kitchen", question),
                        question -> ask(assistant, "hall", question)))
                .hasSize(12)
                .containsOnly("voice");
        assertThat(store.conversationIds()).containsExactly("kitchen", "hall");
        assertThat(store.conversationIds())
                .allSatisfy(id -> assertThat(store.conversation(id).turns()).hasSize(12));
    }

    @Test
    void withoutHistctlTheSecondRoundOfAStreamedChatIsRefused() {
        OpenAiStreamingChatModel stock = streaming(HttpClientBuilderLoader.loadHttpClientBuilder());
        ChatMemory memory = MessageWindowChatMemory.withMaxMessages(20);

        assertThat(stream(stock, memory, "When?")).isEqualTo("voice");
        assertThatThrownBy(() -> stream(stock, memory, "Where?"))
                .hasRootCauseInstanceOf(HttpException.class)
                .hasMessageContaining("content");
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 20})
    void streamedChatsSideBySideKeepTheirVoiceAndTheirWords(int window) {
        OpenAiStreamingChatModel model = streaming(http());
        ChatMemory kitchen = MessageWindowChatMemory.withMaxMessages(window);
        ChatMemory hall = MessageWindowChatMemory.withMaxMessages(window);

        assertThat(PausedChats.run(
                        clock, question -> stream(model, kitchen, question), question -> stream(model, hall, question)))
                .hasSize(12)
                .containsOnly("voice");
        assertThat(store.conversationIds())
                .hasSize(2)
                .allSatisfy(id -> assertThat(store.conversation(id).turns()).hasSize(12));
        assertThat(lastReplies()).containsExactlyInAnyOrder(lastWords(kitchen), lastWords(hall));
    }

    @ParameterizedTest
    @MethodSource("io.histctl.simulation.RandomChats#seeds")
    void everyQuestionIsAnsweredByVoiceAndStoredOnce(int seed) throws Exception {
        RandomChats.run(seed, (history, url, conversation, random) -> {
            HttpClientBuilder http =
                    new HistctlHttpClientBuilder(HttpClientBuilderLoader.loadHttpClientBuilder(), history);
            boolean named = random.nextBoolean();
            Map<String, String> headers = named
                    ? Map.of(ChatInterceptor.CONVERSATION_HEADER.toLowerCase(Locale.ROOT), conversation)
                    : Map.of();
            int window = named ? 3 + random.nextInt(10) : 20; // one full of repeated questions quotes nothing
            return new MemoryApp(
                    whole(http, url.toString(), () -> headers),
                    streaming(http, url.toString(), () -> headers),
                    MessageWindowChatMemory.withMaxMessages(window));
        });
    }

    /** As AI services do, it keeps a question that failed in its memory, and adds it again when it is asked again. */
    private record MemoryApp(OpenAiChatModel whole, OpenAiStreamingChatModel streaming, ChatMemory memory)
            implements RandomChats.App {
        @Override
        public String ask(String question, boolean streams, boolean again) {
            memory.add(UserMessage.from(question));
            AiMessage reply = streams
                    ? answer(streaming, memory).join().aiMessage()
                    : whole.chat(memory.messages()).aiMessage();
            memory.add(reply);
            return reply.text();
        }
    }

    private List<String> lastReplies() {
        return store.conversationIds().stream()
                .map(id -> store.conversation(id).turns().get(11).message().audioTranscript())
                .toList();
    }

    private static String lastWords(ChatMemory memory) {
        List<ChatMessage> remembered = memory.messages();
        return ((AiMessage) remembered.get(remembered.size() - 1)).text();
    }

    private static OpenAiChatModel whole(HttpClientBuilder http, String url, Supplier<Map<String, String>> headers) {
        return OpenAiChatModel.builder()
                .httpClientBuilder(http)
                .customHeaders(headers)
                .customParameters(speaking("wav"))
                .baseUrl(url)
                .apiKey("none")
                .modelName("gpt-audio-1.5")
                .maxRetries(0)
                .build();
    }

    private OpenAiStreamingChatModel streaming(HttpClientBuilder http) {
        return streaming(http, server.baseUrl().toString(), Map::of);
    }

    private static OpenAiStreamingChatModel streaming(
            HttpClientBuilder http, String url, Supplier<Map<String, String>> headers) {
        return OpenAiStreamingChatModel.builder()
                .httpClientBuilder(http)
                .customHeaders(headers)
                .customParameters(speaking("pcm16"))
                .baseUrl(url)
                .apiKey("none")
                .modelName("gpt-audio-1.5")
                .build();
    }

    private HttpClientBuilder http() {
        return new HistctlHttpClientBuilder(HttpClientBuilderLoader.loadHttpClientBuilder(), store);
    }

    private String ask(Assistant assistant, String id, String question) {
        int spoken = api.idsMade();
        try {
            assistant.chat(id, question);
        } catch (RuntimeException e) {
            return e.getClass().getSimpleName();
        }
        return api.idsMade() > spoken ? "voice" : "text";
    }

    private String stream(OpenAiStreamingChatModel model, ChatMemory memory, String question) {
        int spoken = api.idsMade();
        memory.add(UserMessage.from(question));
        AiMessage answer = answer(model, memory).join().aiMessage();
        memory.add(answer);
        return api.idsMade() > spoken ? "voice" : "text";
    }

    private static CompletableFuture<ChatResponse> answer(OpenAiStreamingChatModel model, ChatMemory memory) {
        CompletableFuture<ChatResponse> answer = new CompletableFuture<>();
        model.chat(memory.messages(), new StreamingChatResponseHandler() {
            @Override
            public void onPartialResponse(String partial) {}

            @Override
            public void onCompleteResponse(ChatResponse response) {
                answer.complete(response);
            }

            @Override
            public void onError(Throwable error) {
                answer.completeExceptionally(error);
            }
        });
        return answer;
    }

    private static Map<String, Object> speaking(String format) {
        return Map.of("modalities", List.of("text", "audio"), "audio", Map.of("voice", "alloy", "format", format));
    }
}
