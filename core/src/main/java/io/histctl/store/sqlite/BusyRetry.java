package io.histctl.store.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.sqlite.BusyHandler;

/** Busy handler that retries every 0.5 ms; SQLite's own backs off to 100 ms and starves next to a batch writer. */
final class BusyRetry extends BusyHandler {
    private static final long NANOS_BETWEEN_TRIES = 500_000;

    private final long limit;
    private long begun;

    private BusyRetry(Duration limit) {
        this.limit = limit.toNanos();
    }

    static void install(Connection connection, Duration limit) throws SQLException {
        BusyHandler.setHandler(connection, new BusyRetry(limit));
    }

    /** @return 0 to give up */
    @Override
    protected int callback(int tries) {
        long now = System.nanoTime();
        begun = tries == 0 ? now : begun;
        LockSupport.parkNanos(NANOS_BETWEEN_TRIES);
        return now - begun < limit ? 1 : 0;
    }
}
