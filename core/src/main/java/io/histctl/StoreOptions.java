package io.histctl;

import io.histctl.model.Instants;
import java.time.Clock;
import java.time.Duration;

/**
 * How a store is opened.
 *
 * @param clock tells now where no moment is given
 * @param busyTimeout how long a write waits for another process, at most 365,000 days
 * @param writableByOthers whether a file is opened that others than its owner may write: what it holds may be theirs
 * @param relaxed whether the newest writes may be lost where the machine loses its power or crashes, which spares each
 *     write the wait for the disk (SQLite's synchronous NORMAL); where only the process dies, none is lost
 */
public record StoreOptions(Clock clock, Duration busyTimeout, boolean writableByOthers, boolean relaxed) {
    /** The system's clock, ten seconds, no file that others may write, and each write on the disk when it returns. */
    public static final StoreOptions DEFAULT =
            new StoreOptions(Clock.systemUTC(), Duration.ofSeconds(10), false, false);

    /** @throws io.histctl.error.InvalidInputException where the time-out is negative or too long */
    public StoreOptions {
        Instants.ensureSpan(busyTimeout, "the busy timeout");
    }

    /** With a clock of the caller's. */
    public StoreOptions withClock(Clock given) {
        return new StoreOptions(given, busyTimeout, writableByOthers, relaxed);
    }

    /** Waiting so long for another process. */
    public StoreOptions withBusyTimeout(Duration given) {
        return new StoreOptions(clock, given, writableByOthers, relaxed);
    }

    /** Opening a file that others may write too. */
    public StoreOptions withWritableByOthers() {
        return new StoreOptions(clock, busyTimeout, true, relaxed);
    }

    /** Not waiting until each write is on the disk. */
    public StoreOptions withRelaxed() {
        return new StoreOptions(clock, busyTimeout, writableByOthers, true);
    }
}
