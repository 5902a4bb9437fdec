package io.histctl.summary.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A local server that gives scripted answers, repeating the last one. */
final class ModelServer implements AutoCloseable {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Deque<Answer> script = new ArrayDeque<>();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    private record Answer(int status, String type, byte[] body, Map<String, String> headers, boolean stalls) {}

    /** A request received. */
    record Received(String path, String authorization, JsonNode body) {
        String message(int index) {
            return body.path("messages").path(index).path("content").asText();
        }
    }

    ModelServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    URI baseUrl() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
    }

    List<Received> received() {
        return received;
    }

    ModelServer says(String text) {
        return answers(200, completion(text, "stop"));
    }

    /** Answers with an error that asks to be retried at once. */
    ModelServer fails(int status, String json) {
        return answers(status, "application/json", json, Map.of("Retry-After", "0"));
    }

    ModelServer answers(int status, String json) {
        return answers(status, "application/json", json, Map.of());
    }

    ModelServer answers(int status, String type, String body, Map<String, String> headers) {
        return answers(status, type, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    ModelServer answers(int status, String type, byte[] body, Map<String, String> headers) {
        script.add(new Answer(status, type, body, headers, false));
        return this;
    }

    /** Sends headers and a part of the body, then stalls. */
    ModelServer stalls() {
        script.add(new Answer(200, "application/json", new byte[] {'{'}, Map.of(), true));
        return this;
    }

    static String completion(String text, String finish) {
        return JsonNodeFactory.instance
                .objectNode()
                .set(
                        "choices",
                        JsonNodeFactory.instance
                                .arrayNode()
                                .add(JsonNodeFactory.instance
                                        .objectNode()
                                        .put("finish_reason", finish)
                                        .set(
                                                "message",
                                                JsonNodeFactory.instance
                                                        .objectNode()
                                                        .put("role", "assistant")
                                                        .put("content", text))))
                .toString();
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            received.add(new Received(
                    exchange.getRequestURI().getPath(),
                    exchange.getRequestHeaders().getFirst("Authorization"),
                    new ObjectMapper().readTree(exchange.getRequestBody())));
            answer(exchange, next());
        }
    }

    private synchronized Answer next() {
        return script.size() > 1 ? script.remove() : script.element();
    }

    private void answer(HttpExchange exchange, Answer line) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", line.type);
        line.headers.forEach(exchange.getResponseHeaders()::set);
        int missing = line.stalls ? 1 : 0;
        exchange.sendResponseHeaders(line.status, line.body.length == 0 ? -1 : line.body.length + missing);
        exchange.getResponseBody().write(line.body);
        exchange.getResponseBody().flush();
        if (line.stalls) {
            awaitClose();
        }
    }

    private void awaitClose() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
