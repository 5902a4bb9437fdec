package io.histctl.cli.serve;

import com.sun.net.httpserver.HttpServer;
import io.histctl.ChatInterceptor;
import io.histctl.HistoryStore;
import io.histctl.intercept.InterceptorOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The proxy between apps and the API. Thread-safe. */
public final class ProxyServer implements AutoCloseable {
    private static final int THREADS_FOR_HEADERS = 64;
    private static final long MILLIS_BETWEEN_LOOKS = 20;

    private final ServeOptions options;
    private final HttpServer server;
    private final Dispatcher dispatcher;
    private final Metrics metrics;
    private final Watchdog watchdog = new Watchdog();
    private final ThreadPoolExecutor threads;

    /**
     * Starts to listen.
     *
     * @param store stays open until the proxy is closed
     * @param accessLog receives a line of JSON for each request
     * @param messages receives one sentence for each failure
     * @throws IOException if the address is in use or not of this machine
     */
    public ProxyServer(
            ServeOptions options,
            HistoryStore store,
            Clock clock,
            Consumer<String> accessLog,
            Consumer<String> messages)
            throws IOException {
        this.options = options;
        this.server = HttpServer.create(options.listen(), 2 * options.limits().connections());
        this.metrics = new Metrics(messages);
        ChatInterceptor chats = ChatInterceptor.of(
                store,
                InterceptorOptions.DEFAULT
                        .withFailClosed(options.failClosed())
                        .withListener(metrics)
                        .withTranscriber(options.transcriber()));
        this.dispatcher = new Dispatcher(options, store, chats, metrics);
        this.threads = RequestThreads.upTo(options.limits().connections() + THREADS_FOR_HEADERS);
        AccessLog log = new AccessLog(clock, accessLog);
        server.createContext("/", new FrontHandler(dispatcher, options.limits(), watchdog, metrics, log));
        server.setExecutor(work ->
                threads.execute(() -> watchdog.run(work, options.limits().headers())));
        server.start();
    }

    /** The base URL for apps. */
    public URI baseUrl() {
        InetSocketAddress address = server.getAddress();
        String host = address.getAddress().getHostAddress();
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort() + "/v1");
    }

    /** The address that opens the pages in a browser. It contains their key. */
    public URI pages() {
        return baseUrl().resolve(dispatcher.pages());
    }

    /** Refuses new requests, waits a limited time for the others to end, and stops. */
    @Override
    public void close() {
        dispatcher.drain();
        long deadline = System.nanoTime() + options.limits().grace().toNanos();
        while (metrics.active() > 0 && System.nanoTime() - deadline < 0 && sleep()) {}
        server.stop(0);
        threads.shutdownNow();
        watchdog.close();
    }

    private static boolean sleep() {
        try {
            TimeUnit.MILLISECONDS.sleep(MILLIS_BETWEEN_LOOKS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
