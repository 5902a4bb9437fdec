package io.histctl.store.postgresql;

import io.histctl.store.Storage;
import io.histctl.store.StorageContract;
import io.histctl.store.StorageOptions;
import io.histctl.store.postgresql.server.TestServer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;

/** The contract on a server whose transactions are serializable unless they ask for less. */
class SerializableStorageTest extends StorageContract {
    private static final String SCHEMA = "serializable";
    private static final AtomicInteger STORES = new AtomicInteger();

    @Override
    protected Storage open() {
        Properties properties = new Properties();
        properties.setProperty("options", "-c default_transaction_isolation=serializable");
        return new PostgresEngine()
                .open(
                        new DriverSource(TestServer.url(), properties),
                        new StorageOptions(
                                Duration.ofSeconds(4), true, true, SCHEMA, "store " + STORES.incrementAndGet()));
    }

    @AfterAll
    static void drop() throws SQLException {
        TestServer.dropSchema(SCHEMA);
    }
}
