package io.histctl.store.postgresql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.histctl.HistoryStore;
import io.histctl.StoreOptions;
import io.histctl.model.Hash;
import io.histctl.store.postgresql.server.TestServer;
import io.histctl.testing.TestEngine;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;

/**
 * Runs core's behaviour tests on PostgreSQL. Each store that has a name has a schema of its own; stores that nothing else
 * opens are namespaces of one schema.
 */
public final class PostgresTestEngine implements TestEngine {
    /** For {@link java.util.ServiceLoader}. */
    public PostgresTestEngine() {}

    @Override
    public HistoryStore open(Path name, StoreOptions options) {
        return HistoryStore.open(Shared.POOL, options.withSchema(schema(name)));
    }

    @Override
    public HistoryStore temporary(Clock clock) {
        return HistoryStore.open(
                Shared.POOL,
                StoreOptions.DEFAULT
                        .withClock(clock)
                        .withSchema("temporary")
                        .withNamespace(UUID.randomUUID().toString()));
    }

    @Override
    public Map<String, String> environment() {
        return Map.of(TestServer.VARIABLE, TestServer.url());
    }

    static String schema(Path name) {
        byte[] path = name.toAbsolutePath().normalize().toString().getBytes(StandardCharsets.UTF_8);
        return "test_" + Hash.hex(Hash.of(path)).substring(0, 24);
    }

    private static final class Shared {
        private static final HikariDataSource POOL = pool();

        private static HikariDataSource pool() {
            HikariConfig config = new HikariConfig();
            config.setJdbcUrl(TestServer.url());
            config.setMaximumPoolSize(24);
            config.setMinimumIdle(0);
            return new HikariDataSource(config);
        }
    }
}
