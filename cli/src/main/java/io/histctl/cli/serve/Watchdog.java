package io.histctl.cli.serve;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Watches all threads that serve requests. Thread-safe. */
final class Watchdog implements AutoCloseable {
    private static final long MILLIS_BETWEEN_CHECKS = 100;

    private final Map<Thread, Watch> watches = new ConcurrentHashMap<>();
    private final Thread checking = new Thread(this::check, "histctl-watchdog");

    Watchdog() {
        checking.setDaemon(true);
        checking.start();
    }

    /** Runs work in this thread under watch, with a limit until it asks for another one. */
    void run(Runnable work, Duration limit) {
        Thread thread = Thread.currentThread();
        Watch watch = new Watch(thread, limit);
        watches.put(thread, watch);
        try {
            work.run();
        } finally {
            watches.remove(thread);
            watch.end();
        }
    }

    /** The watch over the work that this thread does. */
    Watch current() {
        return Objects.requireNonNull(watches.get(Thread.currentThread()));
    }

    @Override
    public void close() {
        checking.interrupt();
    }

    private void check() {
        try {
            while (true) {
                TimeUnit.MILLISECONDS.sleep(MILLIS_BETWEEN_CHECKS);
                long now = System.nanoTime();
                watches.values().forEach(watch -> watch.check(now));
            }
        } catch (InterruptedException e) {
            // closed
        }
    }
}
