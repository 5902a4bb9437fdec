package io.histctl.store.postgresql;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits between attempts, longer after each, with jitter, until a limit. Not safe for use by several threads at once. */
final class Backoff {
    private static final long FIRST_NANOS = TimeUnit.MILLISECONDS.toNanos(4);
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final long begun = System.nanoTime();
    private final long limit;
    private long next = FIRST_NANOS;

    Backoff(Duration limit) {
        this.limit = limit.compareTo(Duration.ofDays(365)) > 0 ? Long.MAX_VALUE : limit.toNanos();
    }

    /** Whether there is time for another attempt. */
    boolean hasTime() {
        return System.nanoTime() - begun < limit;
    }

    /** Waits at random up to a time that doubles. */
    void pause() {
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(1, next + 1));
        next = Math.min(2 * next, LONGEST_NANOS);
    }
}
