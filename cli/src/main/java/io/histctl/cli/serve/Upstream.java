package io.histctl.cli.serve;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Set;

/** The API. It follows no redirect, so that a key is sent to no other host. Thread-safe. */
final class Upstream {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ROUNDING = Duration.ofSeconds(5);

    private final URI base;
    private final Limits limits;
    private final HttpClient client;
    private final HttpClient direct;

    Upstream(URI base, Limits limits) {
        this.base = base;
        this.limits = limits;
        this.client = builder(base).build();
        this.direct = builder(base).executor(Runnable::run).build();
    }

    private static HttpClient.Builder builder(URI base) {
        return HttpClient.newBuilder()
                .followRedirects(Redirect.NEVER)
                .connectTimeout(CONNECT)
                .version(base.getScheme().equals("https") ? Version.HTTP_2 : Version.HTTP_1_1);
    }

    /**
     * Sends a request whose body is in memory, as {@link #send} does, and without handing each piece of the response from
     * one thread to another. A body that is still arriving would hold up all others.
     */
    HttpResponse<InputStream> sendDirectly(ServedRequest request, Route route, byte[] body, Set<String> without)
            throws IOException {
        return send(direct, request, route, BodyPublishers.ofByteArray(body), without);
    }

    /**
     * Sends a request with the app's headers.
     *
     * @param without names of headers that are left out, in lower case
     */
    HttpResponse<InputStream> send(ServedRequest request, Route route, BodyPublisher body, Set<String> without)
            throws IOException {
        return send(client, request, route, body, without);
    }

    private HttpResponse<InputStream> send(
            HttpClient through, ServedRequest request, Route route, BodyPublisher body, Set<String> without)
            throws IOException {
        HttpRequest.Builder next = HttpRequest.newBuilder(route.under(base)).timeout(limits.upstream());
        next.method(request.method(), body);
        ForwardedHeaders.copy(request.headers(), next, without);
        request.entry().countSend();
        request.entry().outcome("upstream_failed");
        request.watch().allow(limits.upstream().plus(ROUNDING));
        try {
            return through.send(next.build(), unused -> new ArrivingBody());
        } catch (HttpTimeoutException e) {
            throw e instanceof java.net.http.HttpConnectTimeoutException ? unreachable() : timedOut();
        } catch (ConnectException e) {
            throw unreachable();
        } catch (InterruptedException e) {
            request.entry().outcome("timed_out");
            throw new IOException("the request took too long", e);
        }
    }

    private Refusal timedOut() {
        return new Refusal(
                504,
                "upstream_timeout",
                "the API did not answer within " + limits.upstream().toSeconds()
                        + " seconds; send the request again, or allow more with --upstream-timeout");
    }

    private Refusal unreachable() {
        return new Refusal(
                502, "upstream_unreachable", base.getHost() + " can't be reached; check --upstream and the network");
    }
}
