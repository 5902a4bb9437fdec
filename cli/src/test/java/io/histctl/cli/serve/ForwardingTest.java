package io.histctl.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.histctl.testing.Messages;
import io.histctl.testing.SpokenReply;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** What passes through the proxy as it is. */
class ForwardingTest {
    private static final byte[] SMALL = utf8("{\"object\":\"list\"}");
    private static final String VOICE = Messages.voice(Messages.user("When?"));
    private static final byte[] REPLY = utf8(SpokenReply.reply("At nine.").whole());

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void otherRequestsAreForwardedWithTheirHeadersAndQuery() throws Exception {
        try (FakeUpstream api = FakeUpstream.answering(200, "application/json", SMALL);
                ServedStore served = new ServedStore(api.baseUrl())) {
            HttpResponse<byte[]> response = send(get(served.url("/v1/models?limit=2&after=%C3%A9"))
                    .header("Authorization", "Bearer sk-test")
                    .header("OpenAI-Beta", "x")
                    .header("X-Histctl-Conversation", "kitchen"));

            assertThat(response.body()).isEqualTo(SMALL);
            FakeUpstream.Received received = api.received.get(0);
            assertThat(received.target()).isEqualTo("/v1/models?limit=2&after=%C3%A9");
            assertThat(received.headers().getFirst("Authorization")).isEqualTo("Bearer sk-test");
            assertThat(received.headers().getFirst("OpenAI-Beta")).isEqualTo("x");
            assertThat(received.headers()).doesNotContainKey("X-Histctl-Conversation");
            assertThat(received.headers().getFirst("Host"))
                    .startsWith("127.0.0.1:" + api.baseUrl().getPort());
        }
    }

    @Test
    void headersOfAConnectionAreNotForwarded() throws Exception {
        try (FakeUpstream api = FakeUpstream.answering(200, "application/json", SMALL);
                ServedStore served = new ServedStore(api.baseUrl());
                RawClient client = new RawClient(served.port())) {
            client.write(String.join(
                    "\r\n",
                    "GET /v1/models HTTP/1.1",
                    "Host: localhost",
                    "Connection: keep-alive, X-Hop",
                    "X-Hop: 1",
                    "Proxy-Authorization: secret",
                    "TE: trailers",
                    "X-Kept: 1",
                    "",
                    ""));

            assertThat(client.until("\r\n\r\n")).startsWith("HTTP/1.1 200");
            assertThat(api.received.get(0).headers())
                    .containsKey("X-kept")
                    .doesNotContainKeys("X-hop", "Proxy-authorization", "Te");
        }
    }

    @Test
    void aTextChatPassesByteByByte() throws Exception {
        byte[] request = utf8(Messages.written(Messages.user("When?")) + " ");
        try (FakeUpstream api = FakeUpstream.answering(200, "application/json", SMALL);
                ServedStore served = new ServedStore(api.baseUrl())) {
            HttpResponse<byte[]> response = send(post(served.url("/c/kitchen/v1/chat/completions"), request));

            assertThat(api.received.get(0).body()).isEqualTo(request);
            assertThat(response.body()).isEqualTo(SMALL);
            assertThat(response.headers().map()).doesNotContainKey("x-histctl-conversation");
            assertThat(served.store.conversationIds()).isEmpty();
        }
    }

    @Test
    void aLargeUploadAndDownloadPassUnchanged() throws Exception {
        byte[] large = new byte[20 << 20];
        new Random(1).nextBytes(large);
        try (FakeUpstream api = FakeUpstream.answering(200, "audio/wav", large);
                ServedStore served = new ServedStore(api.baseUrl())) {
            byte[] known =
                    send(post(served.url("/v1/audio/transcriptions"), large)).body();
            HttpResponse<byte[]> chunked = send(HttpRequest.newBuilder(served.url("/v1/files"))
                    .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large))));

            assertThat(known).isEqualTo(large);
            assertThat(chunked.body()).isEqualTo(large);
            assertThat(api.received)
                    .allSatisfy(received -> assertThat(received.body()).isEqualTo(large));
        }
    }

    @Test
    void aCompressedVoiceChatIsReadAndSoIsItsCompressedReply() throws Exception {
        try (FakeUpstream api = new FakeUpstream(exchange -> {
                    exchange.getResponseHeaders().set("Content-Encoding", "gzip");
                    FakeUpstream.answer(exchange, 200, "application/json", gzip(REPLY));
                });
                ServedStore served = new ServedStore(api.baseUrl())) {
            HttpResponse<byte[]> response = send(post(served.url("/c/kitchen/v1/chat/completions"), gzip(utf8(VOICE)))
                    .header("Content-Encoding", "gzip")
                    .header("Accept-Encoding", "gzip"));

            assertThat(response.body()).isEqualTo(REPLY);
            assertThat(response.headers().firstValue("Content-Encoding")).isEmpty();
            assertThat(api.received.get(0).body()).isEqualTo(utf8(VOICE));
            assertThat(served.store.conversation("kitchen").turns()).hasSize(2);
        }
    }

    @Test
    void aCompressedAnswerOfAnotherRequestPassesCompressed() throws Exception {
        try (FakeUpstream api = new FakeUpstream(exchange -> {
                    exchange.getResponseHeaders().set("Content-Encoding", "gzip");
                    FakeUpstream.answer(exchange, 200, "application/json", gzip(SMALL));
                });
                ServedStore served = new ServedStore(api.baseUrl())) {
            HttpResponse<byte[]> response = send(get(served.url("/v1/models")).header("Accept-Encoding", "gzip"));

            assertThat(new GZIPInputStream(new ByteArrayInputStream(response.body())).readAllBytes())
                    .isEqualTo(SMALL);
            assertThat(api.received.get(0).headers().getFirst("Accept-Encoding"))
                    .isEqualTo("gzip");
        }
    }

    @Test
    void errorsPassAsTheyAre() throws Exception {
        byte[] error =
                utf8("{\"error\":{\"message\":\"slow down\",\"type\":\"requests\",\"code\":\"rate_limit_exceeded\"}}");
        try (FakeUpstream api = new FakeUpstream(exchange -> {
                    exchange.getResponseHeaders().set("Retry-After", "7");
                    FakeUpstream.answer(exchange, 429, "application/json", error);
                });
                ServedStore served = new ServedStore(api.baseUrl())) {
            HttpResponse<byte[]> response = send(post(served.url("/v1/chat/completions"), utf8(VOICE)));

            assertThat(response.statusCode()).isEqualTo(429);
            assertThat(response.body()).isEqualTo(error);
            assertThat(response.headers().firstValue("Retry-After")).hasValue("7");
            assertThat(api.received).hasSize(1);
        }
    }

    @Test
    void headAndEmptyAnswersPass() throws Exception {
        try (FakeUpstream api = FakeUpstream.answering(204, "text/plain", new byte[0]);
                ServedStore served = new ServedStore(api.baseUrl())) {
            assertThat(send(get(served.url("/v1/models")).method("HEAD", BodyPublishers.noBody()))
                            .statusCode())
                    .isEqualTo(204);
            assertThat(send(get(served.url("/v1/files/1")).DELETE()).statusCode())
                    .isEqualTo(204);
        }
    }

    @Test
    void anApiThatCannotBeReachedIsA502() throws Exception {
        URI nobody;
        try (FakeUpstream gone = FakeUpstream.answering(200, "text/plain", SMALL)) {
            nobody = gone.baseUrl();
        }
        try (ServedStore served = new ServedStore(nobody)) {
            HttpResponse<byte[]> response = send(post(served.url("/v1/chat/completions"), utf8(VOICE)));

            assertThat(response.statusCode()).isEqualTo(502);
            assertThat(new String(response.body(), StandardCharsets.UTF_8)).contains("upstream_unreachable");
            assertThat(served.store.conversationIds()).isEmpty();
        }
    }

    @Test
    void anApiThatDoesNotAnswerIsA504() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (FakeUpstream api = new FakeUpstream(exchange -> await(over));
                ServedStore served = new ServedStore(
                        ServedStore.options(
                                api.baseUrl(), null, false, Limits.DEFAULT.withUpstream(Duration.ofMillis(500))),
                        new io.histctl.standin.SettableClock(java.time.Instant.EPOCH))) {
            HttpResponse<byte[]> response = send(post(served.url("/v1/chat/completions"), utf8(VOICE)));
            over.countDown();

            assertThat(response.statusCode()).isEqualTo(504);
        }
    }

    @Test
    void anAnswerThatBreaksOffIsNotMadeWhole() throws Exception {
        try (FakeUpstream api = new FakeUpstream(exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    exchange.getResponseBody().write(SMALL);
                    exchange.getResponseBody().flush();
                    throw new IOException("broken off");
                });
                ServedStore served = new ServedStore(api.baseUrl())) {
            assertThatThrownBy(() -> send(get(served.url("/v1/models")))).isInstanceOf(IOException.class);
            assertThat(served.logged(1).get(0)).contains("\"outcome\":\"upstream_broke_off\"");
        }
    }

    @Test
    void healthAndMetricsAreServed() throws Exception {
        try (FakeUpstream api = FakeUpstream.answering(200, "application/json", REPLY);
                ServedStore served = new ServedStore(api.baseUrl())) {
            send(post(served.url("/c/kitchen/v1/chat/completions"), utf8(VOICE)));

            assertThat(send(get(served.url("/healthz"))).statusCode()).isEqualTo(200);
            assertThat(new String(send(get(served.url("/metrics"))).body(), StandardCharsets.UTF_8))
                    .contains("histctl_exchanges_total 1\n")
                    .contains("histctl_voice_requests_total{changed=\"false\"} 1\n")
                    .contains("histctl_requests_total{kind=\"voice\",outcome=\"ok\"} 1\n");
        }
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static HttpRequest.Builder get(URI url) {
        return HttpRequest.newBuilder(url);
    }

    private static HttpRequest.Builder post(URI url, byte[] body) {
        return HttpRequest.newBuilder(url)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body));
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
