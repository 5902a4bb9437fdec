package io.histctl.cli.serve;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** One request of an app, its response, and what is to be logged about them. For the thread that serves it. */
final class ServedRequest implements AutoCloseable {
    private final HttpExchange exchange;
    private final Watch watch;
    private final Limits limits;
    private final MemoryBudget memory;
    private final LogEntry entry = new LogEntry();
    private long reserved;
    private boolean begun;

    ServedRequest(HttpExchange exchange, Watch watch, Limits limits, MemoryBudget memory) {
        this.exchange = exchange;
        this.watch = watch;
        this.limits = limits;
        this.memory = memory;
    }

    HttpExchange exchange() {
        return exchange;
    }

    Watch watch() {
        return watch;
    }

    Limits limits() {
        return limits;
    }

    LogEntry entry() {
        return entry;
    }

    String method() {
        return exchange.getRequestMethod();
    }

    Headers headers() {
        return exchange.getRequestHeaders();
    }

    @Nullable
    String header(String name) {
        return headers().getFirst(name);
    }

    boolean hasBody() {
        return headers().containsKey("Transfer-Encoding") || declaredLength() > 0;
    }

    /** The length that the request declares; -1 if it declares none. */
    long declaredLength() {
        String length = header("Content-Length");
        return length == null ? -1 : Long.parseLong(length);
    }

    /** Whether the body can be read: not compressed, or by gzip. */
    boolean isReadable() {
        String coding = header("Content-Encoding");
        return coding == null || coding.equalsIgnoreCase("identity") || isGzip();
    }

    /** The body as it arrives. */
    LimitedInput bodyStream() {
        LimitedInput.ensureWithinLimit(declaredLength() > limits.bodyBytes());
        return new LimitedInput(exchange.getRequestBody(), limits.bodyBytes(), this::arrived);
    }

    /** The whole body, uncompressed. */
    byte[] body() throws IOException {
        InputStream in = bodyStream();
        if (isGzip()) {
            return new LimitedInput(new GZIPInputStream(in), limits.bodyBytes(), this::reserve).readAllBytes();
        }
        if (declaredLength() < 0) {
            return new LimitedInput(in, limits.bodyBytes(), this::reserve).readAllBytes();
        }
        byte[] body = new byte[reserve((int) declaredLength())];
        if (in.readNBytes(body, 0, body.length) < body.length) {
            throw new EOFException("the request broke off");
        }
        watch.allow(limits.upstream());
        return body;
    }

    /** Answers with this body. */
    void respond(int status, byte[] body) throws IOException {
        OutputStream out = begin(status, body.length);
        entry.outcome("client_went_away");
        watch.allow(limits.idle());
        for (int from = 0; from < body.length; from += 65_536) {
            out.write(body, from, Math.min(65_536, body.length - from));
            watch.allow(limits.idle());
        }
        out.flush();
        entry.sent(body.length);
    }

    /**
     * Begins to answer.
     *
     * @param length of the body; -1 if it is not known
     */
    OutputStream begin(int status, long length) throws IOException {
        begun = true;
        entry.status(status);
        boolean empty = length == 0 || method().equals("HEAD") || status == 204 || status == 304;
        exchange.sendResponseHeaders(status, empty ? -1 : Math.max(0, length));
        return empty ? OutputStream.nullOutputStream() : exchange.getResponseBody();
    }

    boolean begun() {
        return begun;
    }

    @Override
    public void close() {
        memory.release(reserved);
    }

    private boolean isGzip() {
        return "gzip".equalsIgnoreCase(header("Content-Encoding"));
    }

    private void arrived(int bytes) {
        entry.received(bytes);
        if (bytes == 0) {
            watch.allow(limits.upstream());
        } else {
            watch.received(bytes, limits.idle());
        }
    }

    private int reserve(int bytes) {
        memory.reserve(bytes);
        reserved += bytes;
        return bytes;
    }
}
