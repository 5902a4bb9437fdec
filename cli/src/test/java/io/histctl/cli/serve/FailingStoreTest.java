package io.histctl.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.histctl.HistoryStore;
import io.histctl.testing.Messages;
import io.histctl.testing.SpokenReply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The database is removed while the proxy serves it. */
class FailingStoreTest {
    private static final SpokenReply REPLY = SpokenReply.reply("At nine.");
    private static final String REQUEST = Messages.voice(Messages.user("When?"));

    private final FakeUpstream api =
            FakeUpstream.answering(200, "application/json", REPLY.whole().getBytes(StandardCharsets.UTF_8));
    private final List<String> messages = new CopyOnWriteArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    Path dir;

    FailingStoreTest() throws IOException {}

    @AfterEach
    void close() {
        api.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1", "/c/known/v1", "/c/new/v1"})
    void theAppsOwnRequestIsForwarded(String base) throws Exception {
        try (HistoryStore store = HistoryStore.open(dir.resolve("history.db"));
                ProxyServer proxy = start(store, false)) {
            assertThat(ask(proxy, "/c/known/v1").statusCode()).isEqualTo(200);
            Files.delete(dir.resolve("history.db"));

            HttpResponse<String> response = ask(proxy, base);

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).isEqualTo(REPLY.whole());
            assertThat(api.received.get(1).body()).isEqualTo(REQUEST.getBytes(StandardCharsets.UTF_8));
            assertThat(messages).isNotEmpty();
        }
    }

    @Test
    void failingClosedItForwardsNothing() throws Exception {
        try (HistoryStore store = HistoryStore.open(dir.resolve("history.db"));
                ProxyServer proxy = start(store, true)) {
            Files.delete(dir.resolve("history.db"));

            HttpResponse<String> response = ask(proxy, "/c/new/v1");

            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.body()).contains("\"code\":\"store_failed\"");
            assertThat(api.received).isEmpty();
        }
    }

    private ProxyServer start(HistoryStore store, boolean failClosed) throws IOException {
        InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        ServeOptions options = new ServeOptions(free, api.baseUrl(), null, false, failClosed, null, Limits.DEFAULT);
        return new ProxyServer(options, store, Clock.systemUTC(), line -> {}, messages::add);
    }

    private HttpResponse<String> ask(ProxyServer proxy, String base) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(proxy.baseUrl().resolve(base + "/chat/completions"))
                .POST(BodyPublishers.ofString(REQUEST))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }
}
