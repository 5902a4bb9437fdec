package io.histctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import io.histctl.HistoryStore;
import io.histctl.cli.serve.FakeUpstream;
import io.histctl.model.Turn;
import io.histctl.testing.Messages;
import io.histctl.testing.SpokenReply;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The proxy as a process of its own, stopped and killed while it forwards a stream. */
class ServeProcessTest {
    private static final SpokenReply REPLY = SpokenReply.reply("It leaves at nine.");

    private final CountDownLatch stopped = new CountDownLatch(1);
    private final FakeUpstream api = new FakeUpstream(this::answer);
    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    Path dir;

    private Path database;
    private ServeProcess proxy;

    ServeProcessTest() throws IOException {}

    @BeforeEach
    void start() throws IOException {
        database = dir.resolve("history.db");
        proxy = ServeProcess.start(database, api.baseUrl());
    }

    @AfterEach
    void kill() {
        proxy.close();
        stopped.countDown();
        api.close();
    }

    @Test
    void aProxyThatIsAskedToStopLetsOpenStreamsEnd() throws Exception {
        try (InputStream stream = open("kitchen").body()) {
            readUntil(stream, "It lea");
            proxy.stop();
            while (status("/healthz") == 200) {
                Thread.sleep(10);
            }
            stopped.countDown();

            assertThat(new String(stream.readAllBytes(), StandardCharsets.UTF_8))
                    .endsWith("data: [DONE]\n\n");
        }
        assertThat(proxy.exit()).isEqualTo(143);
        assertThat(turns("kitchen")).hasSize(2).noneMatch(Turn::incomplete);
    }

    @Test
    void aKilledProxyHasStoredEverythingThatItDelivered() throws Exception {
        assertThat(whole("hall").statusCode()).isEqualTo(200);
        try (InputStream stream = open("kitchen").body()) {
            readUntil(stream, "It lea");
            assertThat(whole("cellar").statusCode()).isEqualTo(200);
            proxy.kill();
        } catch (IOException e) {
            // the stream has broken off
        }

        assertThat(turns("hall")).hasSize(2);
        assertThat(turns("cellar")).hasSize(2);
    }

    private List<Turn> turns(String conversation) {
        try (HistoryStore store = HistoryStore.open(database)) {
            assertThat(store.verify()).isEmpty();
            return store.conversation(conversation).turns();
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(api.received.get(api.received.size() - 1).body(), StandardCharsets.UTF_8);
        if (!body.contains("\"stream\":true")) {
            FakeUpstream.answer(exchange, 200, "application/json", REPLY.whole().getBytes(StandardCharsets.UTF_8));
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        String stream = REPLY.stream();
        int half = stream.indexOf("It lea") + 10;
        write(exchange, stream.substring(0, half));
        try {
            stopped.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        write(exchange, stream.substring(half));
        exchange.close();
    }

    private static void write(HttpExchange exchange, String text) throws IOException {
        exchange.getResponseBody().write(text.getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
    }

    private HttpResponse<InputStream> open(String conversation) throws Exception {
        return http.send(post(conversation, Messages.streamed(Messages.user("When?"))), BodyHandlers.ofInputStream());
    }

    private HttpResponse<String> whole(String conversation) throws Exception {
        return http.send(post(conversation, Messages.voice(Messages.user("When?"))), BodyHandlers.ofString());
    }

    private HttpRequest post(String conversation, String body) {
        return HttpRequest.newBuilder(URI.create(proxy.base() + "/c/" + conversation + "/v1/chat/completions"))
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private int status(String path) throws Exception {
        return http.send(HttpRequest.newBuilder(URI.create(proxy.base() + path)).build(), BodyHandlers.ofString())
                .statusCode();
    }

    private static void readUntil(InputStream in, String end) throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.indexOf(end) < 0) {
            int next = in.read();
            assertThat(next).isNotNegative();
            text.append((char) next);
        }
    }
}
