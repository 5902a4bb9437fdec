package io.histctl.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A local API that answers with speech, at once or in a stream of twenty events per second. */
final class SpokenApi implements AutoCloseable {
    private static final int MILLIS_BETWEEN_EVENTS = 50;

    private final int events;
    private final String sound;
    private final AtomicInteger replies = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    /**
     * Listens on a port of its own.
     *
     * @param events of a streamed reply
     * @param soundBytes of a whole reply, and of each event of a streamed one
     */
    SpokenApi(int events, int soundBytes) throws IOException {
        this.events = events;
        this.sound = sound(soundBytes, 1);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /** Random sound in base64. */
    static String sound(int bytes, long seed) {
        byte[] sound = new byte[bytes];
        new Random(seed).nextBytes(sound);
        return Base64.getEncoder().encodeToString(sound);
    }

    int port() {
        return server.getAddress().getPort();
    }

    String baseUrl() {
        return "http://127.0.0.1:" + port() + "/v1";
    }

    /** The audio id of a reply or an event. */
    static String audioId(String text) {
        int start = text.indexOf("audio_");
        return text.substring(start, start + 38);
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] request = exchange.getRequestBody().readAllBytes();
        String beginning = new String(request, 0, Math.min(200, request.length), StandardCharsets.UTF_8);
        int number = replies.incrementAndGet();
        long now = System.currentTimeMillis() / 1000;
        String id = String.format("audio_%08x%024x", now, number);
        String head = "\"id\":\"chatcmpl-" + number + "\",\"created\":" + now + ",\"model\":\"gpt-audio-1.5\",";
        if (beginning.contains("\"stream\":true")) {
            stream(exchange, head, id, now);
        } else {
            String reply = "{" + head
                    + "\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":null,"
                    + "\"audio\":{\"id\":\"" + id + "\",\"data\":\"" + sound + "\",\"expires_at\":" + (now + 3600)
                    + ",\"transcript\":\"Reply " + number + "\"}},\"finish_reason\":\"stop\"}]}";
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, reply.length());
            exchange.getResponseBody().write(reply.getBytes(StandardCharsets.UTF_8));
        }
        exchange.close();
    }

    private void stream(HttpExchange exchange, String head, String id, long now) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        for (int i = 0; i < events; i++) {
            pause();
            String audio = "{\"id\":\"" + id + "\",\"data\":\"" + sound + "\",\"transcript\":\" word" + i + "\"}";
            event(out, head + choice(audio) + ",\"sent\":" + System.nanoTime());
        }
        event(out, head + choice("{\"expires_at\":" + (now + 3600) + "}"));
        out.write("data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8));
    }

    private static String choice(String audio) {
        return "\"choices\":[{\"index\":0,\"delta\":{\"audio\":" + audio + "},\"finish_reason\":null}]";
    }

    private static void event(OutputStream out, String members) throws IOException {
        out.write(("data: {" + members + "}\n\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(MILLIS_BETWEEN_EVENTS);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
