package io.histctl.okhttp;

import static org.assertj.core.api.Assertions.assertThat;

import io.histctl.ChatInterceptor;
import io.histctl.HistoryStore;
import io.histctl.simulation.JsonApp;
import io.histctl.simulation.RandomChats;
import io.histctl.standin.Answer;
import io.histctl.standin.SettableClock;
import io.histctl.standin.StandIn;
import io.histctl.standin.StandInServer;
import io.histctl.testing.PausedChats;
import io.histctl.testing.VoiceApp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Objects;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class HistctlInterceptorTest {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-06-05T12:00:00Z"));
    private final HistoryStore store = HistoryStore.inMemory(clock);
    private final StandInServer server = new StandInServer(new StandIn(clock, 3));
    private final OkHttpClient plain = new OkHttpClient();
    private final OkHttpClient client = client(store);

    HistctlInterceptorTest() throws IOException {}

    /** What an app adds. */
    private static OkHttpClient client(HistoryStore store) {
        return new OkHttpClient.Builder()
                .addInterceptor(new HistctlInterceptor(store))
                .build();
    }

    @AfterEach
    void close() {
        server.close();
        try (store) {
            assertThat(store.verify()).isEmpty();
        }
        plain.dispatcher().executorService().shutdown();
        client.dispatcher().executorService().shutdown();
    }

    @Test
    void withoutHistctlAChatIsRefusedAfterAPause() {
        assertThat(PausedChats.run(clock, app(plain, null, true, false, 20)::ask))
                .containsExactly("voice", "voice", "voice", "audio_not_found", "audio_not_found", "audio_not_found");
    }

    @ParameterizedTest
    @CsvSource({"true,false,20", "true,true,4", "false,false,4", "false,true,20"})
    void withHistctlTwoChatsSideBySideKeepTheirVoice(boolean quotesIds, boolean streams, int window) {
        VoiceApp kitchen = app(client, "kitchen", quotesIds, streams, window);
        VoiceApp unnamed = app(client, null, quotesIds, streams, window);

        assertThat(PausedChats.run(clock, kitchen::ask, unnamed::ask))
                .hasSize(12)
                .containsOnly("voice");
        assertThat(store.conversationIds()).hasSize(2);
        assertThat(store.conversationIds())
                .allSatisfy(id -> assertThat(store.conversation(id).turns()).hasSize(13));
    }

    @ParameterizedTest
    @CsvSource({"kitchen,kitchen", "K%C3%BCche,Küche"})
    void theHeaderNamesTheConversationAndIsNotSent(String header, String id) throws IOException {
        String[] sent = {"unset"};
        OkHttpClient watched = client.newBuilder()
                .addNetworkInterceptor(chain -> {
                    sent[0] = chain.request().header(ChatInterceptor.CONVERSATION_HEADER);
                    return chain.proceed(chain.request());
                })
                .build();
        Request request = request(
                server.completionsUrl().toString(),
                header,
                app(plain, null, true, false, 4).request());

        try (Response response = watched.newCall(request).execute()) {
            assertThat(response.header(ChatInterceptor.CONVERSATION_HEADER)).isEqualTo(header);
        }
        assertThat(sent[0]).isNull();
        assertThat(store.conversationIds()).containsExactly(id);
    }

    @Test
    void otherRequestsPass() throws IOException {
        Request models = new Request.Builder().url(server.baseUrl() + "/models").build();

        try (Response response = client.newCall(models).execute()) {
            assertThat(response.code()).isEqualTo(404);
        }
        assertThat(store.conversationIds()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("io.histctl.simulation.RandomChats#seeds")
    void everyQuestionIsAnsweredByVoiceAndStoredOnce(int seed) throws Exception {
        RandomChats.run(seed, (history, api, conversation, random) -> {
            OkHttpClient http = plain.newBuilder()
                    .addInterceptor(new HistctlInterceptor(history))
                    .build();
            String named = random.nextBoolean() ? conversation : null;
            return new JsonApp(random, body -> post(http, request(api + "/chat/completions", named, body)));
        });
    }

    private VoiceApp app(OkHttpClient http, String conversation, boolean quotesIds, boolean streams, int window) {
        return new VoiceApp(quotesIds, streams, window, body -> {
            try {
                return post(http, request(server.completionsUrl().toString(), conversation, body));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static Answer post(OkHttpClient http, Request request) throws IOException {
        try (Response response = http.newCall(request).execute()) {
            String type = Objects.requireNonNull(response.header("Content-Type"));
            return new Answer(
                    response.code(),
                    type,
                    Objects.requireNonNull(response.body()).bytes());
        }
    }

    private static Request request(String url, String conversation, byte[] body) {
        Request.Builder request =
                new Request.Builder().url(url).post(RequestBody.create(body, MediaType.get("application/json")));
        return conversation == null
                ? request.build()
                : request.header(ChatInterceptor.CONVERSATION_HEADER, conversation)
                        .build();
    }
}
