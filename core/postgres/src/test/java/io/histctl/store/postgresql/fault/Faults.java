package io.histctl.store.postgresql.fault;

import java.sql.SQLException;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/** Decides at random, but repeatably, what happens to each commit. Safe for use by several threads. */
final class Faults {
    private final Random random;
    private final double share;
    private final AtomicLong injected = new AtomicLong();
    private volatile boolean active;

    /** Faults for a share of the commits, from 0 to 1. */
    Faults(long seed, double share) {
        this.random = new Random(seed);
        this.share = share;
    }

    enum Fault {
        NONE,
        /** The server finds that the transaction can't be serialized. */
        ABORTED,
        /** The connection is lost before the server has committed. */
        CUT_BEFORE,
        /** The connection is lost after the server has committed, so that the outcome is unknown. */
        CUT_AFTER
    }

    void start() {
        active = true;
    }

    void stop() {
        active = false;
    }

    long injected() {
        return injected.get();
    }

    Fault next() {
        double drawn = random.nextDouble();
        if (!active || drawn >= share) {
            return Fault.NONE;
        }
        injected.incrementAndGet();
        return Fault.values()[1 + (int) (3 * drawn / share)];
    }

    static SQLException aborted() {
        return new SQLException("could not serialize access", "40001");
    }

    static SQLException cut() {
        return new SQLException("the connection was cut", "08006");
    }
}
