package io.histctl.standin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;

/** A {@link StandIn} on a loopback port of its own. */
public final class StandInServer implements AutoCloseable {
    private static final String PATH = "/v1/chat/completions";
    private static final String TRANSCRIPTIONS = "/v1/audio/transcriptions";

    private final StandIn standIn;
    private final HttpServer server;

    public StandInServer(StandIn standIn) throws IOException {
        this.standIn = standIn;
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        server = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    /** The base URL for clients, without a slash at the end. */
    public URI baseUrl() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
    }

    public URI completionsUrl() {
        return URI.create(baseUrl() + "/chat/completions");
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer = answer(exchange);
            exchange.getResponseHeaders().set("Content-Type", answer.contentType());
            exchange.sendResponseHeaders(answer.status(), answer.body().length);
            exchange.getResponseBody().write(answer.body());
        }
    }

    private Answer answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String path = exchange.getRequestURI().getPath();
        if (path.equals(TRANSCRIPTIONS)) {
            return Transcriptions.answer(exchange.getRequestHeaders().getFirst("Content-Type"), body);
        }
        if (!path.equals(PATH)) {
            return error(404, "stand-in: nothing at this path");
        }
        if (!exchange.getRequestMethod().equals("POST")) {
            return error(405, "stand-in: POST only");
        }
        return complete(body);
    }

    private Answer complete(byte[] body) {
        try {
            return standIn.complete(body);
        } catch (RuntimeException e) {
            // else the client would only see a closed connection
            return error(500, "stand-in: " + e);
        }
    }

    private static Answer error(int status, String message) {
        return Answer.json(status, Json.error(message, "invalid_request_error", null, null));
    }
}
