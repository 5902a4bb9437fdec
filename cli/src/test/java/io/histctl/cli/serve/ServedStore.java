package io.histctl.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.histctl.HistoryStore;
import io.histctl.standin.SettableClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A proxy on a port of its own, in front of a store in memory; what it prints is kept. */
final class ServedStore implements AutoCloseable {
    private final List<String> log = new CopyOnWriteArrayList<>();
    final List<String> messages = new CopyOnWriteArrayList<>();
    final SettableClock clock;
    final HistoryStore store;
    private final ProxyServer proxy;

    ServedStore(URI upstream) {
        this(options(upstream, null, false, Limits.DEFAULT), new SettableClock(Instant.parse("2026-06-05T12:00:00Z")));
    }

    ServedStore(ServeOptions options, SettableClock clock) {
        this.clock = clock;
        this.store = HistoryStore.inMemory(clock);
        try {
            proxy = new ProxyServer(options, store, clock, log::add, messages::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ServeOptions options(URI upstream, @Nullable String token, boolean shared, Limits limits) {
        InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        return new ServeOptions(free, upstream, token, shared, false, null, limits);
    }

    /** The base URL for apps. */
    URI baseUrl() {
        return proxy.baseUrl();
    }

    /** The address that opens the pages. */
    URI pages() {
        return proxy.pages();
    }

    URI url(String path) {
        return baseUrl().resolve(path);
    }

    /** The access log once it has this many lines: a line is written after its response. */
    List<String> logged(int lines) throws InterruptedException {
        while (log.size() < lines) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        return log;
    }

    int port() {
        return baseUrl().getPort();
    }

    @Override
    public void close() {
        proxy.close();
        try (store) {
            assertThat(store.verify()).isEmpty();
        }
    }
}
