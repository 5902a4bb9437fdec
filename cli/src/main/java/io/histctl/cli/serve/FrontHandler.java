package io.histctl.cli.serve;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;

/** Answers or refuses every request, and logs it. Thread-safe. */
final class FrontHandler implements HttpHandler {
    private final Dispatcher dispatcher;
    private final Limits limits;
    private final Watchdog watchdog;
    private final Metrics metrics;
    private final AccessLog log;
    private final MemoryBudget memory = new MemoryBudget(Runtime.getRuntime().maxMemory() / 4);

    FrontHandler(Dispatcher dispatcher, Limits limits, Watchdog watchdog, Metrics metrics, AccessLog log) {
        this.dispatcher = dispatcher;
        this.limits = limits;
        this.watchdog = watchdog;
        this.metrics = metrics;
        this.log = log;
    }

    /** Whatever is thrown closes the connection, so that the app sees that its response is not complete. */
    @Override
    public void handle(HttpExchange exchange) throws IOException {
        Watch watch = watchdog.current();
        watch.allow(limits.idle());
        metrics.begun();
        try (ServedRequest request = new ServedRequest(exchange, watch, limits, memory)) {
            try {
                String outcome = serve(request);
                exchange.close();
                request.entry().outcome(outcome);
            } finally {
                if (watch.release()) {
                    request.entry().outcome("timed_out");
                }
                metrics.ended(request.entry());
                log.write(request);
            }
        }
    }

    private String serve(ServedRequest request) throws IOException {
        try {
            dispatcher.dispatch(request);
            return "ok";
        } catch (Refusal refusal) {
            return refuse(request, refusal);
        } catch (RuntimeException bug) {
            metrics.failed(null, "a request was not served to its end", bug);
            return refuse(request, new Refusal(500, "bug", "histctl failed; see what histctl serve printed"));
        }
    }

    private static String refuse(ServedRequest request, Refusal refusal) throws IOException {
        if (request.begun()) {
            throw new IOException(refusal);
        }
        request.watch().release();
        Headers headers = request.exchange().getResponseHeaders();
        headers.clear();
        headers.set("Content-Type", "application/json");
        headers.set("Connection", "close");
        request.respond(refusal.status(), refusal.body());
        return refusal.code();
    }
}
