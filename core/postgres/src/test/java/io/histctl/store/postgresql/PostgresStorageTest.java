package io.histctl.store.postgresql;

import io.histctl.store.Storage;
import io.histctl.store.StorageContract;
import io.histctl.store.StorageOptions;
import io.histctl.store.postgresql.server.TestServer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;

class PostgresStorageTest extends StorageContract {
    private static final String SCHEMA = "contract";
    private static final AtomicInteger STORES = new AtomicInteger();

    /** A namespace of its own is an empty store, and opens without migrating. */
    @Override
    protected Storage open() {
        StorageOptions options =
                new StorageOptions(Duration.ofSeconds(4), true, true, SCHEMA, "store " + STORES.incrementAndGet());
        return new PostgresEngine().open(TestServer.url(), options);
    }

    @AfterAll
    static void drop() throws SQLException {
        TestServer.dropSchema(SCHEMA);
    }
}
