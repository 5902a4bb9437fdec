package io.histctl.cli.serve;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Set;

/** Passes requests and responses on as they are. Thread-safe. */
final class Relay {
    private static final int PIECE = 16_384;

    private final Upstream upstream;

    Relay(Upstream upstream) {
        this.upstream = upstream;
    }

    /** Forwards a request whose body was not read, piece by piece. */
    void forward(ServedRequest request, Route route) throws IOException {
        if (!request.hasBody()) {
            forward(request, route, BodyPublishers.noBody(), Set.of());
            return;
        }
        LimitedInput body = request.bodyStream();
        BodyPublisher pieces = BodyPublishers.ofInputStream(() -> body);
        long length = request.declaredLength();
        try {
            forward(request, route, length < 0 ? pieces : BodyPublishers.fromPublisher(pieces, length), Set.of());
        } catch (IOException | Refusal e) {
            LimitedInput.ensureWithinLimit(body.exceeded() && !request.begun());
            throw e;
        }
    }

    /** Forwards a request with this body. */
    void forward(ServedRequest request, Route route, BodyPublisher body, Set<String> without) throws IOException {
        respond(request, upstream.send(request, route, body, without));
    }

    /** Passes on a response. */
    void respond(ServedRequest request, HttpResponse<InputStream> response) throws IOException {
        ForwardedHeaders.copy(response.headers(), request.exchange().getResponseHeaders(), Set.of());
        long length = response.headers().firstValueAsLong("Content-Length").orElse(-1);
        try (InputStream in = response.body()) {
            pump(request, in, request.begin(response.statusCode(), length));
        }
    }

    /** Copies a response as it arrives. What the app does not read is not read from the API either. */
    static void pump(ServedRequest request, InputStream in, OutputStream out) throws IOException {
        byte[] piece = new byte[PIECE];
        while (true) {
            request.entry().outcome("upstream_broke_off");
            request.watch().allow(request.limits().upstream());
            int count = in.read(piece, 0, piece.length);
            if (count < 0) {
                return;
            }
            request.entry().outcome("client_went_away");
            request.watch().allow(request.limits().idle());
            out.write(piece, 0, count);
            out.flush();
            request.entry().sent(count);
        }
    }

    static boolean isStream(HttpHeaders headers) {
        return headers.firstValue("Content-Type").orElse("").startsWith("text/event-stream");
    }
}
