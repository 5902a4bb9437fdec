package io.histctl.bench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.histctl.HistoryStore;
import io.histctl.StoreOptions;
import io.histctl.store.postgresql.server.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A PostgreSQL server on this machine with fsync on, or the one that {@code HISTCTL_TEST_POSTGRES} names. */
final class PostgresDatabase implements AutoCloseable {
    static final String SCHEMA = "histctl_bench";

    private final PostgresServer server;
    private final String url;

    PostgresDatabase() {
        String named = System.getenv("HISTCTL_TEST_POSTGRES");
        server = named == null ? PostgresServer.start("shared_buffers=512MB", "max_wal_size=4GB") : null;
        url = named == null ? server.url() : named;
    }

    /** Opens an empty store over a pool of connections. */
    HikariDataSource empty(int connections) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP SCHEMA IF EXISTS " + SCHEMA + " CASCADE");
        }
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(Math.max(2, connections)); // the migration needs two
        return new HikariDataSource(config);
    }

    static HistoryStore open(HikariDataSource pool) {
        return HistoryStore.open(pool, StoreOptions.DEFAULT.withSchema(SCHEMA));
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(url);
    }

    String url() {
        return url;
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
    }
}
