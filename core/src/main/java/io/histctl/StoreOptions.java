package io.histctl;

import io.histctl.model.Instants;
import java.time.Clock;
import java.time.Duration;

/**
 * How a store is opened. Start from {@link #DEFAULT} and change what differs.
 *
 * @param clock the local clock, used wherever no instant is given
 * @param busyTimeout how long a write waits for another process, at most 365,000 days
 * @param allowSharedWrite whether to accept a database file that group or others may write, although its contents can't be
 *     trusted
 * @param durability when a write counts as done
 */
public record StoreOptions(Clock clock, Duration busyTimeout, boolean allowSharedWrite, Durability durability) {
    /** The system's clock, a busy timeout of ten seconds, files that only their owner may write, full durability. */
    public static final StoreOptions DEFAULT =
            new StoreOptions(Clock.systemUTC(), Duration.ofSeconds(10), false, Durability.FULL);

    /** When a write counts as done. */
    public enum Durability {
        /** When it has reached the disk. It survives a power failure. */
        FULL,
        /**
         * When the operating system has it. It survives a crash of the program, but a power failure may lose the newest
         * writes; the database stays intact.
         */
        RELAXED
    }

    /** @throws io.histctl.error.InvalidInputException if the busy timeout is negative or longer than 365,000 days */
    public StoreOptions {
        Instants.ensureSpan(busyTimeout, "the busy timeout");
    }

    /** These options with another clock. */
    public StoreOptions withClock(Clock clock) {
        return new StoreOptions(clock, busyTimeout, allowSharedWrite, durability);
    }

    /** These options with another time to wait for other processes. */
    public StoreOptions withBusyTimeout(Duration busyTimeout) {
        return new StoreOptions(clock, busyTimeout, allowSharedWrite, durability);
    }

    /** These options, accepting or refusing a file that others than its owner may write. */
    public StoreOptions withAllowSharedWrite(boolean allowSharedWrite) {
        return new StoreOptions(clock, busyTimeout, allowSharedWrite, durability);
    }

    /** These options with another durability. */
    public StoreOptions withDurability(Durability durability) {
        return new StoreOptions(clock, busyTimeout, allowSharedWrite, durability);
    }
}
