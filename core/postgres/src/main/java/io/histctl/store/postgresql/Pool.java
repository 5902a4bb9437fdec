package io.histctl.store.postgresql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.histctl.store.StorageOptions;
import java.util.Map;
import java.util.Properties;
import javax.sql.DataSource;

/** The pool of connections that a store keeps when it is opened by its address. */
final class Pool {
    /** A connection that is waited for longer is reported as missing. */
    private static final long MIN_WAIT_MILLIS = 250;

    private static final int MIN_SIZE = 4;

    /** What the driver does unless the address says otherwise. */
    private static final Map<String, String> DEFAULTS = Map.of(
            "ApplicationName", "histctl",
            "targetServerType", "primary",
            "tcpKeepAlive", "true",
            "connectTimeout", "5",
            "prepareThreshold", "1");

    private final HikariDataSource source;

    private Pool(HikariDataSource source) {
        this.source = source;
    }

    /** The properties of an address, and defaults for others. */
    static Properties properties(Address address) {
        Properties properties = new Properties();
        properties.putAll(DEFAULTS);
        properties.putAll(address.properties());
        return properties;
    }

    static Pool of(String url, Properties properties, StorageOptions options) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("histctl");
        config.setDataSource(new DriverSource(url, properties));
        config.setMaximumPoolSize(Math.max(MIN_SIZE, 2 * Runtime.getRuntime().availableProcessors()));
        config.setMinimumIdle(0);
        config.setConnectionTimeout(Math.max(
                MIN_WAIT_MILLIS,
                Math.min(Integer.MAX_VALUE, options.busyTimeout().toMillis())));
        config.setInitializationFailTimeout(-1); // the first statement reports it
        return new Pool(new HikariDataSource(config));
    }

    DataSource source() {
        return source;
    }

    void close() {
        source.close();
    }
}
