package io.histctl.cli.serve;

import io.histctl.ChatInterceptor;
import io.histctl.HistoryStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;

/** Decides what a request asks for. Thread-safe. */
final class Dispatcher {
    private final Guard guard;
    private final Semaphore places;
    private final HistoryStore store;
    private final Pages pages;
    private final Metrics metrics;
    private final Relay relay;
    private final ChatForwarder chats;
    private volatile boolean draining;

    Dispatcher(ServeOptions options, HistoryStore store, ChatInterceptor chats, Metrics metrics) {
        this.guard = new Guard(options);
        this.places = new Semaphore(options.limits().connections());
        this.store = store;
        this.pages = new Pages(store, guard);
        this.metrics = metrics;
        Upstream upstream = new Upstream(options.upstream(), options.limits());
        this.relay = new Relay(upstream);
        this.chats = new ChatForwarder(new VoiceCalls(store, chats, options.shared()), upstream, relay);
    }

    /** The path and the query that open the pages in a browser. */
    String pages() {
        return pages.address();
    }

    /** Refuses new requests from now on. */
    void drain() {
        draining = true;
    }

    void dispatch(ServedRequest request) throws IOException {
        guard.ensureAcceptable(request.exchange());
        if (request.exchange().getRequestURI().getRawPath().equals("/healthz")) {
            health(request);
            return;
        }
        if (Pages.serves(request.exchange().getRequestURI())) {
            admitted(() -> pages.serve(request));
            return;
        }
        guard.ensureAuthorized(request.exchange());
        if (request.exchange().getRequestURI().getRawPath().equals("/metrics")) {
            respond(request, "text/plain; version=0.0.4", metrics.text());
            return;
        }
        Route route = Route.of(request.exchange().getRequestURI())
                .orElseThrow(() -> new Refusal(
                        404, "no_such_path", "nothing is served there; use a base URL like http://127.0.0.1:8787/v1"));
        admitted(() -> forward(request, route));
    }

    private interface Work {
        void run() throws IOException;
    }

    private void admitted(Work work) throws IOException {
        if (draining) {
            throw new Refusal(503, "stopping", "histctl serve is stopping; send the request again later");
        }
        if (!places.tryAcquire()) {
            throw new Refusal(503, "busy", "too many requests at the same time; send this one again later");
        }
        try {
            work.run();
        } finally {
            places.release();
        }
    }

    private void forward(ServedRequest request, Route route) throws IOException {
        if (ChatInterceptor.isChat(request.method(), route.path()) && request.isReadable()) {
            chats.forward(request, route);
        } else {
            relay.forward(request, route);
        }
    }

    private void health(ServedRequest request) throws IOException {
        request.watch().pause();
        try {
            store.moment();
        } catch (RuntimeException e) {
            throw VoiceCalls.storeFailed();
        }
        if (draining) {
            throw new Refusal(503, "stopping", "histctl serve is stopping");
        }
        respond(request, "application/json", "{\"status\":\"ok\"}");
    }

    private static void respond(ServedRequest request, String type, String text) throws IOException {
        request.exchange().getResponseHeaders().set("Content-Type", type);
        request.respond(200, text.getBytes(StandardCharsets.UTF_8));
    }
}
