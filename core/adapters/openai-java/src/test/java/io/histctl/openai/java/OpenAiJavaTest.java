package io.histctl.openai.java;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.client.OpenAIClientImpl;
import com.openai.client.okhttp.OkHttpClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.ClientOptions;
import com.openai.core.http.HttpClient;
import com.openai.errors.OpenAIException;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import io.histctl.ChatInterceptor;
import io.histctl.Conversation;
import io.histctl.HistoryStore;
import io.histctl.export.ExportOptions;
import io.histctl.okhttp.HistctlInterceptor;
import io.histctl.simulation.RandomChats;
import io.histctl.standin.SettableClock;
import io.histctl.standin.StandIn;
import io.histctl.standin.StandInServer;
import io.histctl.testing.PausedChats;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The official SDK with its own types and HTTP client. */
class OpenAiJavaTest {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-06-05T12:00:00Z"));
    private final HistoryStore store = HistoryStore.inMemory(clock);
    private final StandInServer server = new StandInServer(new StandIn(clock, 5));
    private final OpenAIClient plain = OpenAIOkHttpClient.builder()
            .baseUrl(server.baseUrl().toString())
            .apiKey("none")
            .build();
    private final OpenAIClient client = client(store, server.baseUrl().toString(), "none");

    OpenAiJavaTest() throws IOException {}

    /** What an app adds. */
    private static OpenAIClient client(HistoryStore store, String url, String key) {
        HttpClient http = new HistctlHttpClient(OkHttpClient.builder().build(), store);
        return new OpenAIClientImpl(ClientOptions.builder()
                .httpClient(http)
                .baseUrl(url)
                .apiKey(key)
                .build());
    }

    @AfterEach
    void close() {
        plain.close();
        client.close();
        server.close();
        try (store) {
            assertThat(store.verify()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void withoutHistctlAChatIsRefusedAfterAPause(boolean streams) {
        assertThat(PausedChats.run(clock, new OpenAiApp(plain, streams, 20)::ask))
                .containsExactly("voice", "voice", "voice", "audio_not_found", "audio_not_found", "audio_not_found");
    }

    @ParameterizedTest
    @CsvSource({"false,4", "false,20", "true,4", "true,20"})
    void withHistctlTwoChatsSideBySideKeepTheirVoice(boolean streams, int window) {
        ensureVoice(client, streams, window);
    }

    @ParameterizedTest
    @CsvSource({"false,20", "true,4"})
    void theOkHttpInterceptorDoesTheSame(boolean streams, int window) {
        OpenAIClient intercepted = OpenAIOkHttpClient.builder()
                .addInterceptor(new HistctlInterceptor(store))
                .baseUrl(server.baseUrl().toString())
                .apiKey("none")
                .build();
        try {
            ensureVoice(intercepted, streams, window);
        } finally {
            intercepted.close();
        }
    }

    @ParameterizedTest
    @MethodSource("io.histctl.simulation.RandomChats#seeds")
    void everyQuestionIsAnsweredByVoiceAndStoredOnce(int seed) throws Exception {
        List<OpenAIClient> clients = new ArrayList<>();
        try {
            RandomChats.run(seed, (history, api, conversation, random) -> {
                OpenAIClient hooked = client(history, api.toString(), "none");
                clients.add(hooked);
                OpenAIClient unretried = hooked.withOptions(options -> {
                    options.maxRetries(0);
                    if (random.nextBoolean()) {
                        options.putHeader(ChatInterceptor.CONVERSATION_HEADER, conversation);
                    }
                });
                OpenAiApp app = new OpenAiApp(unretried, false, 3 + random.nextInt(10));
                return (question, streams, again) -> {
                    try {
                        return app.ask(question, streams, again);
                    } catch (RuntimeException e) {
                        assertThat(e).isInstanceOf(OpenAIException.class);
                        throw e;
                    }
                };
            });
        } finally {
            clients.forEach(OpenAIClient::close);
        }
    }

    @Test
    void anAsynchronousClientIsServedToo() {
        OpenAiApp app = new OpenAiApp(client, false, 20);
        app.ask("When?");
        clock.advance(Duration.ofHours(2));

        ChatCompletion reply = client.async()
                .chat()
                .completions()
                .create(app.params().toBuilder().addUserMessage("Where?").build())
                .join();

        assertThat(reply.choices().get(0).message().audio()).isPresent();
        assertThat(store.conversation(store.conversationIds().get(0)).turns()).hasSize(4);
    }

    @Test
    void aHeaderNamesTheConversation() {
        ChatCompletionCreateParams params = new OpenAiApp(client, false, 20)
                .params().toBuilder()
                        .addUserMessage("When?")
                        .putAdditionalHeader(ChatInterceptor.CONVERSATION_HEADER, "kitchen")
                        .build();

        client.chat().completions().create(params);

        assertThat(store.conversationIds()).containsExactly("kitchen");
    }

    @Test
    void anAppThatRecordsItselfUsesTheSdksTypes() {
        Conversation chat = store.conversation("kitchen");
        ChatCompletionCreateParams first = new OpenAiApp(plain, false, 20)
                .params().toBuilder().addUserMessage("When?").build();
        chat.record(OpenAiTypes.exchange(first, plain.chat().completions().create(first)));
        clock.advance(Duration.ofHours(2));

        ChatCompletionCreateParams next = OpenAiTypes.params(
                        chat.export(ExportOptions.DEFAULT).payload())
                .toBuilder()
                .addUserMessage("And now?")
                .build();
        ChatCompletion reply = plain.chat().completions().create(next);

        assertThat(reply.choices().get(0).message().audio()).isPresent();
        assertThat(chat.resume(OpenAiTypes.request(next)).changed()).isFalse();
    }

    private void ensureVoice(OpenAIClient used, boolean streams, int window) {
        OpenAiApp one = new OpenAiApp(used, streams, window);
        OpenAiApp other = new OpenAiApp(used, streams, window);

        assertThat(PausedChats.run(clock, one::ask, other::ask)).hasSize(12).containsOnly("voice");
        assertThat(store.conversationIds()).hasSize(2);
        assertThat(store.conversationIds())
                .allSatisfy(id -> assertThat(store.conversation(id).turns()).hasSize(12));
    }
}
