package io.histctl.cli.serve;

import java.time.Duration;

/** Interrupts a thread that has made no progress for too long, which closes the connection that it waits for. */
final class Watch {
    /** The slowest rate at which a request may arrive. */
    private static final long BYTES_PER_SECOND = 8_192;

    private final Thread thread;
    private final long begun = System.nanoTime();
    private long deadline;
    private long received;
    private boolean paused;
    private boolean expired;
    private boolean ended;

    Watch(Thread thread, Duration limit) {
        this.thread = thread;
        allow(limit);
    }

    /** Gives the next step this time, from now on. */
    synchronized void allow(Duration limit) {
        paused = false;
        deadline = System.nanoTime() + limit.toNanos();
    }

    /** Suspends the limit while the proxy does its own work. */
    synchronized void pause() {
        paused = true;
    }

    /** Notes that this much of a request arrived; sending byte by byte does not count as progress. */
    synchronized void received(int bytes, Duration limit) {
        received += bytes;
        long total = begun + 2 * limit.toNanos() + received * 1_000_000_000 / BYTES_PER_SECOND;
        deadline = Math.min(System.nanoTime() + limit.toNanos(), total);
    }

    synchronized boolean expired() {
        return expired;
    }

    /** Lets the thread finish after it was interrupted: store what arrived, and log. */
    synchronized boolean release() {
        paused = true;
        Thread.interrupted();
        return expired;
    }

    synchronized void end() {
        ended = true;
        if (expired) {
            Thread.interrupted(); // the thread will serve other requests
        }
    }

    synchronized void check(long now) {
        if (!ended && !expired && !paused && now - deadline > 0) {
            expired = true;
            thread.interrupt();
        }
    }
}
