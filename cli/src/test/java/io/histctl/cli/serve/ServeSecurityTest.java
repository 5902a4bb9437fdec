package io.histctl.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.histctl.standin.SettableClock;
import io.histctl.testing.Messages;
import io.histctl.testing.SpokenReply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients and requests that the proxy refuses. */
class ServeSecurityTest {
    private static final String ALICE = "Bearer sk-test-alice-0123456789";
    private static final String BOB = "Bearer sk-test-bob-0123456789";
    private static final SpokenReply REPLY = SpokenReply.reply("The key is under the mat.");
    private static final String QUESTION = Messages.user("Where is the key?");

    private final FakeUpstream api =
            FakeUpstream.answering(200, "application/json", REPLY.whole().getBytes(StandardCharsets.UTF_8));
    private final HttpClient http = HttpClient.newHttpClient();

    ServeSecurityTest() throws IOException {}

    @AfterEach
    void close() {
        api.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: evil.example",
                "Host: 127.0.0.1.evil.example:8787",
                "Host: localhost\r\nOrigin: https://evil.example",
                "Host: localhost\r\nOrigin: null",
                "Host: localhost\r\nSec-Fetch-Site: cross-site"
            })
    void aWebPageIsRefused(String headers) throws IOException {
        try (ServedStore served = new ServedStore(api.baseUrl())) {
            assertThat(RawClient.send(served.port(), "GET /v1/models HTTP/1.1", headers, "", ""))
                    .startsWith("HTTP/1.1 403");
            assertThat(RawClient.send(served.port(), "GET /healthz HTTP/1.1", headers, "", ""))
                    .startsWith("HTTP/1.1 403");
            assertThat(api.received).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "Content-Length: 5\r\nContent-Length: 0\r\n\r\nhello",
                "Content-Length: +5\r\n\r\nhello",
                "Content-Length: 0x5\r\n\r\nhello",
                "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
                "X-Folded: a\r\n b: c\r\nX y: z\r\n\r\n",
                "Host: localhost\r\n\r\n"
            })
    void aRequestWhoseEndIsAmbiguousIsRefused(String headers) throws IOException {
        try (ServedStore served = new ServedStore(api.baseUrl())) {
            assertThat(RawClient.send(served.port(), "POST /v1/files HTTP/1.1\r\nHost: localhost", headers))
                    .matches("(?s)HTTP/1.1 (400|501) .*");
            assertThat(api.received).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://evil.example/v1/models",
                "//evil.example/v1/models",
                "/v1/../admin",
                "/c/x/v1/%2e%2e/admin",
                "/v1/files/..%2f..%2fadmin",
                "/admin",
                "/v1@evil.example/models"
            })
    void aRequestCannotLeaveTheBaseUrlOfTheApi(String target) throws IOException {
        try (ServedStore served = new ServedStore(api.baseUrl())) {
            assertThat(RawClient.send(served.port(), "GET " + target + " HTTP/1.1", "Host: localhost", "", ""))
                    .matches("(?s)HTTP/1.1 40[04] .*");
            assertThat(api.received).isEmpty();
        }
    }

    @Test
    void aRedirectIsHandedBackAndItsHostReceivesNothing() throws Exception {
        try (FakeUpstream other = FakeUpstream.answering(200, "application/json", new byte[] {'1'});
                FakeUpstream redirecting = new FakeUpstream(exchange -> {
                    exchange.getResponseHeaders().set("Location", other.baseUrl() + "/chat/completions");
                    FakeUpstream.answer(exchange, 307, "text/plain", new byte[0]);
                });
                ServedStore served = new ServedStore(redirecting.baseUrl())) {
            HttpResponse<String> voice = ask(served, "/v1", ALICE, Messages.voice(QUESTION));
            HttpResponse<String> text = ask(served, "/v1", ALICE, Messages.written(QUESTION));

            assertThat(voice.statusCode()).isEqualTo(307);
            assertThat(text.statusCode()).isEqualTo(307);
            assertThat(voice.headers().firstValue("Location"))
                    .hasValueSatisfying(
                            url -> assertThat(url).startsWith(other.baseUrl().toString()));
            assertThat(other.received).isEmpty();
        }
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() throws Exception {
        Limits small = Limits.DEFAULT.withBodyBytes(1_000);
        try (ServedStore served = served(false, small)) {
            String large = Messages.voice(Messages.user("x".repeat(1_000)));
            assertThat(ask(served, "/v1", ALICE, large).statusCode()).isEqualTo(413);
            assertThat(chunked(served, "/v1/chat/completions", large)).isEqualTo(413);
            assertThat(chunked(served, "/v1/files", large)).isEqualTo(413);
            assertThat(http.send(
                                    HttpRequest.newBuilder(served.url("/v1/chat/completions"))
                                            .header("Content-Encoding", "gzip")
                                            .POST(BodyPublishers.ofByteArray(bomb()))
                                            .build(),
                                    BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(413);
        }
    }

    @Test
    void slowHeadersAreCutOff() throws IOException {
        try (ServedStore served = served(false, impatient());
                RawClient client = new RawClient(served.port())) {
            client.write("GET /v1/models HTTP/1.1\r\nHost: local");

            assertThat(client.rest()).isEmpty();
        }
    }

    @Test
    void aSlowBodyIsCutOff() throws Exception {
        try (ServedStore served = served(false, impatient());
                RawClient client = new RawClient(served.port())) {
            client.write("POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nContent-Length: 900\r\n\r\n{");
            Thread dripping = new Thread(() -> drip(client));
            dripping.start();

            assertThat(client.rest()).isEmpty();
            dripping.join();
            assertThat(served.logged(1).get(0)).contains("\"outcome\":\"timed_out\"");
            assertThat(api.received).isEmpty();
        }
    }

    @Test
    void anAppThatReadsNothingIsCutOff() throws Exception {
        byte[] comment = (":" + "x".repeat(65_533) + "\n").getBytes(StandardCharsets.US_ASCII);
        CountDownLatch cancelled = new CountDownLatch(1);
        try (FakeUpstream endless = new FakeUpstream(exchange -> {
                    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
                    exchange.sendResponseHeaders(200, 0);
                    try (OutputStream out = exchange.getResponseBody()) {
                        while (true) {
                            out.write(comment);
                        }
                    } finally {
                        cancelled.countDown();
                    }
                });
                ServedStore served =
                        new ServedStore(ServedStore.options(endless.baseUrl(), null, false, impatient()), clock());
                RawClient client = new RawClient(served.port())) {
            client.write("GET /v1/events HTTP/1.1\r\nHost: localhost\r\n\r\n");

            assertThat(cancelled.await(1, TimeUnit.MINUTES)).isTrue();
            assertThat(served.logged(1).get(0)).contains("\"outcome\":\"timed_out\"");
        }
    }

    @Test
    void moreRequestsThanAllowedAreRefused() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        CountDownLatch arrived = new CountDownLatch(1);
        try (FakeUpstream slow = new FakeUpstream(exchange -> {
                    arrived.countDown();
                    awaitQuietly(over);
                    FakeUpstream.answer(exchange, 200, "text/plain", new byte[] {'1'});
                });
                ServedStore served = new ServedStore(
                        ServedStore.options(slow.baseUrl(), null, false, Limits.DEFAULT.withConnections(1)), clock());
                RawClient first = new RawClient(served.port())) {
            first.write("GET /v1/models HTTP/1.1\r\nHost: localhost\r\n\r\n");
            arrived.await();

            assertThat(RawClient.send(served.port(), "GET /v1/models HTTP/1.1", "Host: localhost", "", ""))
                    .startsWith("HTTP/1.1 503")
                    .contains("\"code\":\"busy\"");
            over.countDown();
            assertThat(first.until("\r\n\r\n")).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void anotherAddressNeedsAToken() {
        InetSocketAddress everywhere = new InetSocketAddress("0.0.0.0", 0);

        assertThatThrownBy(() -> new ServeOptions(everywhere, api.baseUrl(), null, false, false, null, Limits.DEFAULT))
                .hasMessageContaining("a token is needed");
        assertThatThrownBy(
                        () -> new ServeOptions(everywhere, api.baseUrl(), "short", false, false, null, Limits.DEFAULT))
                .hasMessageContaining("shorter than 16");
    }

    @Test
    void aTokenIsNeededAndNotForwarded() throws Exception {
        String token = "correct-horse-battery";
        try (ServedStore served =
                new ServedStore(ServedStore.options(api.baseUrl(), token, false, Limits.DEFAULT), clock())) {
            assertThat(get(served, "/v1/models", "none-at-all-in-here")).isEqualTo(401);
            assertThat(get(served, "/metrics", "")).isEqualTo(401);
            assertThat(get(served, "/healthz", "")).isEqualTo(200);
            assertThat(get(served, "/v1/models", token)).isEqualTo(200);
            assertThat(api.received)
                    .singleElement()
                    .satisfies(received -> assertThat(received.headers()).doesNotContainKey(Guard.TOKEN_HEADER));
        }
    }

    @Test
    void aConversationBelongsToTheFirstKeyThatUsesItsName() throws Exception {
        try (ServedStore served = new ServedStore(api.baseUrl())) {
            assertThat(ask(served, "/c/kitchen/v1", ALICE, Messages.voice(QUESTION))
                            .statusCode())
                    .isEqualTo(200);
            HttpResponse<String> foreign = ask(served, "/c/kitchen/v1", BOB, Messages.voice(QUESTION));

            assertThat(foreign.statusCode()).isEqualTo(403);
            assertThat(foreign.body()).contains("not_your_conversation").doesNotContain("mat");
            assertThat(api.received).hasSize(1);
            assertThat(ask(served, "/c/kitchen/v1", ALICE, Messages.voice(QUESTION))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void quotingTheWordsOfAnotherKeysConversationDoesNotLeadToIt() throws Exception {
        String quoting = Messages.voice(
                QUESTION, Messages.assistant(REPLY.transcript()), Messages.user("And the code of the alarm?"));
        try (ServedStore served = new ServedStore(api.baseUrl())) {
            ask(served, "/c/kitchen/v1", ALICE, Messages.voice(QUESTION));

            HttpResponse<String> foreign = ask(served, "/v1", BOB, quoting);
            HttpResponse<String> own = ask(served, "/v1", ALICE, quoting);

            assertThat(foreign.headers().firstValue("X-Histctl-Conversation"))
                    .hasValueSatisfying(id -> assertThat(id).startsWith("chat-"));
            assertThat(new String(api.received.get(1).body(), StandardCharsets.UTF_8))
                    .contains("alarm")
                    .doesNotContain(REPLY.audioId());
            assertThat(own.headers().firstValue("X-Histctl-Conversation")).hasValue("kitchen");
        }
    }

    @Test
    void sharedConversationsBelongToEveryKey() throws Exception {
        try (ServedStore served = served(true, Limits.DEFAULT)) {
            ask(served, "/c/kitchen/v1", ALICE, Messages.voice(QUESTION));

            assertThat(ask(served, "/c/kitchen/v1", BOB, Messages.voice(QUESTION))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void theLogContainsNeitherKeysNorWhatWasSaid() throws Exception {
        try (ServedStore served = new ServedStore(api.baseUrl())) {
            ask(served, "/c/kitchen/v1", ALICE, Messages.voice(QUESTION));
            ask(served, "/c/kitchen/v1", BOB, Messages.voice(QUESTION));
            get(served, "/v1/files?api-key=secret", "");

            assertThat(served.logged(3))
                    .allSatisfy(line -> assertThat(line).doesNotContain("sk-test", "secret", "key is", "mat"));
            assertThat(served.logged(3).get(0))
                    .contains("\"conversation\":\"kitchen\"", "\"status\":200", "\"sends\":1");
        }
    }

    private ServedStore served(boolean shared, Limits limits) {
        return new ServedStore(ServedStore.options(api.baseUrl(), null, shared, limits), clock());
    }

    private static Limits impatient() {
        return Limits.DEFAULT.withClientTimes(Duration.ofMillis(400), Duration.ofMillis(400));
    }

    private static SettableClock clock() {
        return new SettableClock(Instant.parse("2026-06-05T12:00:00Z"));
    }

    private HttpResponse<String> ask(ServedStore served, String base, String key, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(served.url(base + "/chat/completions"))
                .header("Authorization", key)
                .POST(BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    private int get(ServedStore served, String path, String token) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(served.url(path))
                .header(Guard.TOKEN_HEADER, token)
                .build();
        return http.send(request, BodyHandlers.ofString()).statusCode();
    }

    private int chunked(ServedStore served, String path, String body) throws Exception {
        String answer = RawClient.send(
                served.port(),
                "POST " + path + " HTTP/1.1",
                "Host: localhost",
                "Transfer-Encoding: chunked",
                "",
                Integer.toHexString(body.length()),
                body,
                "0",
                "",
                "");
        return Integer.parseInt(answer.substring(9, 12));
    }

    private static byte[] bomb() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(new byte[100_000]);
        }
        return packed.toByteArray();
    }

    private static void drip(RawClient client) {
        try {
            while (true) {
                client.write(" ");
                TimeUnit.MILLISECONDS.sleep(50);
            }
        } catch (IOException | InterruptedException e) {
            // closed, as expected
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
