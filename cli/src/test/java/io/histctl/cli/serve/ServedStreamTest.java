package io.histctl.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import io.histctl.Conversation;
import io.histctl.testing.Messages;
import io.histctl.testing.SpokenReply;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Streamed replies: event by event, at the app's pace, and stored before they end. */
class ServedStreamTest {
    private static final String REQUEST = Messages.streamed(Messages.user("When?"));
    private static final List<String> EVENTS = Arrays.stream(
                    SpokenReply.reply("It leaves at nine.").stream().split("(?<=\n\n)"))
            .toList();

    private final Semaphore allowed = new Semaphore(0);
    private final CountDownLatch cancelled = new CountDownLatch(1);
    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void eachEventArrivesBeforeTheNextIsSent() throws Exception {
        try (FakeUpstream api = new FakeUpstream(this::streamAsAllowed);
                ServedStore served = new ServedStore(api.baseUrl());
                BufferedReader reader = reader(open(served))) {
            for (String event : EVENTS) {
                allowed.release();
                assertThat(readEvent(reader)).isEqualTo(event);
            }
            assertThat(reader.readLine()).isNull();
        }
    }

    @Test
    void theReplyIsStoredBeforeItsLastEventLeaves() throws Exception {
        allowed.release(EVENTS.size());
        try (FakeUpstream api = new FakeUpstream(this::streamAsAllowed);
                ServedStore served = new ServedStore(api.baseUrl());
                BufferedReader reader = reader(open(served))) {
            String event = "";
            while (!event.startsWith("data: [DONE]")) {
                event = readEvent(reader);
            }
            Conversation chat = served.store.conversation("kitchen");
            assertThat(chat.turns()).hasSize(2);
            assertThat(chat.turns().get(1).message().audioTranscript()).isEqualTo("It leaves at nine.");
        }
    }

    @Test
    void anAppThatGoesAwayCancelsTheRequestAndWhatArrivedIsKept() throws Exception {
        try (FakeUpstream api = new FakeUpstream(this::streamUntilClosed);
                ServedStore served = new ServedStore(api.baseUrl())) {
            try (RawClient client = new RawClient(served.port())) {
                client.write("POST /c/kitchen/v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
                        + REQUEST.length() + "\r\n\r\n" + REQUEST);
                client.until("ves at nine");
            }
            assertThat(cancelled.await(1, TimeUnit.MINUTES)).isTrue();

            assertThat(served.logged(1).get(0)).contains("\"outcome\":\"client_went_away\"");
            Conversation chat = served.store.conversation("kitchen");
            assertThat(chat.turns()).hasSize(2);
            assertThat(chat.turns().get(1).message().audioTranscript()).startsWith("It leaves");
        }
    }

    @Test
    void aStreamThatBreaksOffIsBrokenForTheAppTooAndWhatArrivedIsKept() throws Exception {
        try (FakeUpstream api = new FakeUpstream(exchange -> {
                    begin(exchange);
                    for (String event : EVENTS.subList(0, EVENTS.size() - 2)) {
                        send(exchange.getResponseBody(), event);
                    }
                    throw new IOException("broken off");
                });
                ServedStore served = new ServedStore(api.baseUrl());
                RawClient client = new RawClient(served.port())) {
            client.write("POST /c/kitchen/v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
                    + REQUEST.length() + "\r\n\r\n" + REQUEST);

            assertThat(client.rest()).contains("ves at nine.").doesNotEndWith("0\r\n\r\n");
            assertThat(served.logged(1).get(0)).contains("\"outcome\":\"upstream_broke_off\"");
            assertThat(served.store
                            .conversation("kitchen")
                            .turns()
                            .get(1)
                            .message()
                            .audioTranscript())
                    .isEqualTo("It leaves at nine.");
        }
    }

    @Test
    void whatTheAppDoesNotReadIsNotReadFromTheApi() throws Exception {
        AtomicLong sent = new AtomicLong();
        byte[] comment = (":" + "x".repeat(65_533) + "\n").getBytes(StandardCharsets.US_ASCII);
        try (FakeUpstream api = new FakeUpstream(exchange -> {
                    begin(exchange);
                    while (true) {
                        exchange.getResponseBody().write(comment);
                        sent.addAndGet(comment.length);
                    }
                });
                ServedStore served = new ServedStore(api.baseUrl());
                InputStream unread = open(served).body()) {
            long before = -1;
            while (sent.get() != before) { // until no more bytes move
                before = sent.get();
                TimeUnit.MILLISECONDS.sleep(500);
            }
            assertThat(sent.get()).isLessThan(128L << 20);
            assertThat(unread.read()).isEqualTo(':');
        }
    }

    private void streamAsAllowed(HttpExchange exchange) throws IOException {
        begin(exchange);
        for (String event : EVENTS) {
            allowed.acquireUninterruptibly();
            send(exchange.getResponseBody(), event);
        }
        exchange.close();
    }

    private void streamUntilClosed(HttpExchange exchange) throws IOException {
        begin(exchange);
        try {
            for (String event : EVENTS.subList(0, EVENTS.size() - 1)) {
                send(exchange.getResponseBody(), event);
            }
            while (true) {
                send(exchange.getResponseBody(), ": still there\n\n");
            }
        } catch (IOException e) {
            cancelled.countDown();
            throw e;
        }
    }

    private static void begin(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
        exchange.sendResponseHeaders(200, 0);
    }

    private static void send(OutputStream out, String event) throws IOException {
        out.write(event.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private HttpResponse<InputStream> open(ServedStore served) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(served.url("/c/kitchen/v1/chat/completions"))
                .POST(BodyPublishers.ofString(REQUEST))
                .build();
        return http.send(request, BodyHandlers.ofInputStream());
    }

    private static BufferedReader reader(HttpResponse<InputStream> response) {
        return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    private static String readEvent(BufferedReader reader) throws IOException {
        StringBuilder event = new StringBuilder();
        for (String line = reader.readLine(); line != null && !line.isEmpty(); line = reader.readLine()) {
            event.append(line).append('\n');
        }
        return event.append('\n').toString();
    }
}
