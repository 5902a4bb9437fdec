package io.histctl.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.histctl.HistoryStore;
import io.histctl.StoreOptions;
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
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two proxies that serve one database, as behind a load balancer. */
class SharedDatabaseTest {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-06-05T12:00:00Z"));
    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicInteger requests = new AtomicInteger();

    @TempDir
    Path dir;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aConversationGoesOnThroughEitherProxy(boolean streams) throws IOException {
        try (StandInServer api = new StandInServer(new StandIn(clock, 3));
                HistoryStore store = open();
                HistoryStore otherStore = open();
                ProxyServer proxy = start(api, store);
                ProxyServer other = start(api, otherStore)) {
            VoiceApp app = new VoiceApp(
                    true,
                    streams,
                    20,
                    body -> post(requests.getAndIncrement() % 2 == 0 ? proxy.baseUrl() : other.baseUrl(), body));

            assertThat(PausedChats.run(clock, app::ask)).hasSize(6).containsOnly("voice");
            assertThat(store.conversationIds()).hasSize(1);
            assertThat(store.conversation(store.conversationIds().get(0)).turns())
                    .hasSize(13);
            assertThat(store.verify()).isEmpty();
        }
    }

    private HistoryStore open() {
        return HistoryStore.open(dir.resolve("history.db"), StoreOptions.DEFAULT.withClock(clock));
    }

    private ProxyServer start(StandInServer api, HistoryStore store) throws IOException {
        return new ProxyServer(
                ServedStore.options(api.baseUrl(), null, false, Limits.DEFAULT), store, clock, line -> {}, message -> {
                    throw new AssertionError(message);
                });
    }

    private Answer post(URI baseUrl, byte[] body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(baseUrl + "/chat/completions"))
                .header("Authorization", "Bearer sk-test-0123456789")
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        try {
            HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
            String type = response.headers().firstValue("Content-Type").orElseThrow();
            return new Answer(response.statusCode(), type, response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
