package io.histctl.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.histctl.standin.Answer;
import io.histctl.standin.SettableClock;
import io.histctl.standin.StandIn;
import io.histctl.standin.StandInServer;
import io.histctl.testing.PausedChats;
import io.histctl.testing.VoiceApp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Unchanged apps whose base URL is the proxy's. */
class ServedChatsTest {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-06-05T12:00:00Z"));
    private final StandInServer api = new StandInServer(new StandIn(clock, 3));
    private final ServedStore served =
            new ServedStore(ServedStore.options(api.baseUrl(), null, false, Limits.DEFAULT), clock);
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<HttpHeaders> answers = new ArrayList<>();

    ServedChatsTest() throws IOException {}

    @AfterEach
    void close() {
        served.close();
        api.close();
        assertThat(served.messages).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"true,false,4", "true,true,20", "false,false,20", "false,true,4"})
    void twoChatsSideBySideKeepTheirVoice(boolean quotesIds, boolean streams, int window) {
        VoiceApp named = app(served.url("/c/kitchen%20two/v1"), quotesIds, streams, window);
        VoiceApp unnamed = app(served.baseUrl(), quotesIds, streams, window);

        assertThat(PausedChats.run(clock, named::ask, unnamed::ask)).hasSize(12).containsOnly("voice");

        assertThat(served.store.conversationIds())
                .hasSize(2)
                .contains("kitchen two")
                .allSatisfy(
                        id -> assertThat(served.store.conversation(id).turns()).hasSize(13));
    }

    @Test
    void theAnswerNamesTheConversationAndTheStateOfTheVoice() {
        VoiceApp app = app(served.url("/c/kitchen%20two/v1"), true, false, 20);
        app.ask("When?");
        app.ask("Where?");
        clock.advance(java.time.Duration.ofHours(2));
        app.ask("And back?");

        assertThat(answers)
                .extracting(
                        headers -> headers.firstValue("X-Histctl-Conversation").orElse(""))
                .containsOnly("kitchen two");
        assertThat(answers)
                .extracting(headers -> headers.firstValue("X-Histctl-Voice").orElse(""))
                .containsExactly("safe", "safe", "reset");
        assertThat(answers.get(1).firstValue("X-Histctl-Valid-Until")).hasValueSatisfying(Instant::parse);
    }

    @Test
    void anIdThatTheApiLostIsReplacedByItsWords() throws Exception {
        VoiceApp app = app(served.baseUrl(), true, true, 20);
        app.ask("When?");
        StandIn restarted = new StandIn(clock, 4);

        try (StandInServer other = new StandInServer(restarted);
                ServedStore next =
                        new ServedStore(ServedStore.options(other.baseUrl(), null, false, Limits.DEFAULT), clock)) {
            byte[] request = app.request();
            assertThat(post(next.url("/c/kitchen/v1"), request).text()).doesNotContain("audio_not_found");
            assertThat(next.logged(1).get(0)).contains("\"sends\":2");
        }
    }

    private VoiceApp app(URI baseUrl, boolean quotesIds, boolean streams, int window) {
        return new VoiceApp(quotesIds, streams, window, body -> post(baseUrl, body));
    }

    private Answer post(URI baseUrl, byte[] body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(baseUrl + "/chat/completions"))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer sk-test-0123456789")
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        try {
            HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
            answers.add(response.headers());
            return new Answer(
                    response.statusCode(),
                    response.headers().firstValue("Content-Type").orElseThrow(),
                    response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
