package io.histctl.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.sqlite.BusyHandler;

/**
 * Waits for another process's write, looking each millisecond: SQLite's own waiting looks ever more rarely, up to a
 * tenth of a second, and misses the breaths of a process that writes batch upon batch.
 */
final class Patience extends BusyHandler {
    private static final long NANOS_BETWEEN_TRIES = 500_000;

    private final long limit;
    private long begun;

    private Patience(Duration limit) {
        this.limit = limit.toNanos();
    }

    static void give(Connection connection, Duration limit) throws SQLException {
        BusyHandler.setHandler(connection, new Patience(limit));
    }

    /** @return 0: gives up */
    @Override
    protected int callback(int tries) {
        long now = System.nanoTime();
        begun = tries == 0 ? now : begun;
        LockSupport.parkNanos(NANOS_BETWEEN_TRIES);
        return now - begun < limit ? 1 : 0;
    }
}
