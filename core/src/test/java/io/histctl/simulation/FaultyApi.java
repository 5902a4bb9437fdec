package io.histctl.simulation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.histctl.standin.Answer;
import io.histctl.standin.Behaviour;
import io.histctl.standin.SettableClock;
import io.histctl.standin.StandIn;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A stand-in on a loopback port that fails when it is asked to. */
public final class FaultyApi implements AutoCloseable {
    private final SettableClock clock;
    private final Random random;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private final Set<String> given = new HashSet<>();
    private StandIn standIn;
    private Fault fault = Fault.NONE;
    private @Nullable String words;

    /** How a request fails. */
    public enum Fault {
        NONE,
        SERVER_ERROR,
        /** Half of the reply arrives. */
        BROKEN_OFF,
        /** The API has lost all audio ids. */
        IDS_LOST
    }

    FaultyApi(SettableClock clock, int seed) throws IOException {
        this.clock = clock;
        this.random = new Random(seed);
        this.standIn = new StandIn(clock, seed);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** The base URL for clients, without a slash at the end. */
    public URI baseUrl() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
    }

    /** Makes the next request fail. */
    synchronized void failWith(Fault next) {
        fault = next;
    }

    /** The words of the last spoken reply; null if a later request got another answer. */
    synchronized @Nullable String lastWords() {
        return words;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] request = exchange.getRequestBody().readAllBytes();
        Fault now = nextFault();
        Answer answer = answer(request, now);
        byte[] body = answer.body();
        exchange.getResponseHeaders().set("Content-Type", answer.contentType());
        exchange.sendResponseHeaders(answer.status(), body.length);
        if (now == Fault.BROKEN_OFF) {
            exchange.getResponseBody().write(Arrays.copyOf(body, body.length / 2));
            exchange.getResponseBody().flush();
            throw new IOException("broken off"); // closes the connection
        }
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private synchronized Fault nextFault() {
        Fault now = fault;
        fault = Fault.NONE;
        if (now == Fault.IDS_LOST) {
            standIn = new StandIn(clock, random.nextInt());
        }
        return now;
    }

    private synchronized Answer answer(byte[] request, Fault now) {
        Behaviour behaviour = now == Fault.SERVER_ERROR ? Behaviour.serverError() : Behaviour.speak();
        while (true) {
            Answer answer = standIn.complete(request, behaviour);
            words = words(answer);
            // a reply without words, or with the same ones, can't be distinguished from another one
            if (words == null || (!words.isEmpty() && given.add(words))) {
                return answer;
            }
        }
    }

    /** The words of a spoken reply; null for another answer. */
    public static @Nullable String words(Answer answer) {
        if (answer.status() != 200) {
            return null;
        }
        ObjectNode message = answer.contentType().startsWith("text/event-stream")
                ? ReceivedReply.streamed(answer.body())
                : ReceivedReply.whole(answer.body());
        return message == null || !message.has("audio")
                ? null
                : message.at("/audio/transcript").asText();
    }
}
