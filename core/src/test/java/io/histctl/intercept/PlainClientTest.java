package io.histctl.intercept;

import static org.assertj.core.api.Assertions.assertThat;

import io.histctl.ChatInterceptor;
import io.histctl.HistoryStore;
import io.histctl.simulation.JsonApp;
import io.histctl.simulation.RandomChats;
import io.histctl.standin.SettableClock;
import io.histctl.standin.StandIn;
import io.histctl.standin.StandInServer;
import io.histctl.testing.PausedChats;
import io.histctl.testing.TestStores;
import io.histctl.testing.VoiceApp;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An app that uses the JDK's HTTP client, with the loop of the library guide. */
class PlainClientTest {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-06-05T12:00:00Z"));
    private final HistoryStore store = TestStores.temporary(clock);
    private final StandInServer server = new StandInServer(new StandIn(clock, 7));
    private final HttpClient http = HttpClient.newHttpClient();
    private final ChatInterceptor chats = ChatInterceptor.of(store);

    PlainClientTest() throws IOException {}

    @AfterEach
    void close() {
        server.close();
        try (store) {
            assertThat(store.verify()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void withoutHistctlAChatIsRefusedAfterAPause(boolean streams) {
        VoiceApp app = new VoiceApp(true, streams, 20, this::sendAsItIs);

        assertThat(PausedChats.run(clock, app::ask))
                .containsExactly("voice", "voice", "voice", "audio_not_found", "audio_not_found", "audio_not_found");
    }

    @Test
    void withoutHistctlAChatThatSendsWordsLosesItsVoice() {
        VoiceApp app = new VoiceApp(false, false, 20, this::sendAsItIs);

        assertThat(PausedChats.run(clock, app::ask)).containsExactly("voice", "text", "text", "text", "text", "text");
    }

    @ParameterizedTest
    @CsvSource({"true,false,4", "true,true,20", "false,false,20", "false,true,4"})
    void withHistctlTwoChatsSideBySideKeepTheirVoice(boolean quotesIds, boolean streams, int window) {
        VoiceApp kitchen = new VoiceApp(quotesIds, streams, window, body -> send(chats.call("kitchen", body)));
        VoiceApp unnamed = new VoiceApp(quotesIds, streams, window, body -> send(chats.call(null, body)));

        assertThat(PausedChats.run(clock, kitchen::ask, unnamed::ask))
                .hasSize(12)
                .containsOnly("voice");
        assertThat(store.conversationIds())
                .hasSize(2)
                .allSatisfy(id -> assertThat(store.conversation(id).turns()).hasSize(13));
    }

    @ParameterizedTest
    @MethodSource("io.histctl.simulation.RandomChats#seeds")
    void everyQuestionIsAnsweredByVoiceAndStoredOnce(int seed) throws Exception {
        RandomChats.run(seed, (history, api, conversation, random) -> {
            ChatInterceptor interceptor = ChatInterceptor.of(history);
            URI url = URI.create(api + "/chat/completions");
            String named = random.nextBoolean() ? conversation : null;
            return new JsonApp(random, body -> send(interceptor.call(named, body), url));
        });
    }

    private io.histctl.standin.Answer sendAsItIs(byte[] body) {
        try {
            HttpResponse<InputStream> response = post(server.completionsUrl(), body);
            return answer(response, response.body().readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private io.histctl.standin.Answer send(ChatCall call) {
        try {
            return send(call, server.completionsUrl());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private io.histctl.standin.Answer send(ChatCall call, URI url) throws IOException {
        Answer answer = new Answer(true, call.body());
        while (true) {
            HttpResponse<InputStream> response = post(url, answer.body());
            try (InputStream body = response.body()) {
                if (isStream(response)) {
                    try (InputStream copied = call.streamed(body)) {
                        return answer(response, copied.readAllBytes());
                    }
                }
                answer = call.answered(response.statusCode(), body.readAllBytes());
            }
            if (!answer.sendAgain()) {
                return answer(response, answer.body());
            }
        }
    }

    private HttpResponse<InputStream> post(URI url, byte[] body) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(url)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        try {
            return http.send(request, BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isStream(HttpResponse<?> response) {
        return type(response).startsWith("text/event-stream");
    }

    private static String type(HttpResponse<?> response) {
        return response.headers().firstValue("Content-Type").orElseThrow();
    }

    private static io.histctl.standin.Answer answer(HttpResponse<?> response, byte[] body) {
        return new io.histctl.standin.Answer(response.statusCode(), type(response), body);
    }
}
