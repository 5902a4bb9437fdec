package io.histctl.store.postgresql;

import io.histctl.store.Storage;
import io.histctl.store.StorageEngine;
import io.histctl.store.StorageOptions;
import java.sql.SQLException;
import java.util.Properties;
import javax.sql.DataSource;

/** Opens stores in PostgreSQL. */
public final class PostgresEngine implements StorageEngine {
    private static final String DEFAULT_SCHEMA = "histctl";

    /** For {@link java.util.ServiceLoader}. */
    public PostgresEngine() {}

    @Override
    public boolean opensAddress(String address) {
        return Address.isAddress(address);
    }

    @Override
    public boolean opensProduct(String product) {
        return product.equals("PostgreSQL");
    }

    @Override
    public Storage open(String address, StorageOptions options) {
        Address parsed = Address.parse(address, System.getenv());
        Properties properties = Pool.properties(parsed);
        String named = options.schema() == null ? parsed.schema() : options.schema();
        StoreScope scope = new StoreScope(parsed.place(), named == null ? DEFAULT_SCHEMA : named, options.namespace());
        ensureSchema(new DriverSource(parsed.url(), properties), scope, options); // a pool would try again and again
        Pool pool = Pool.of(parsed.url(), properties, options);
        return open(new Connections(pool.source(), pool::close), scope, options);
    }

    @Override
    public Storage open(DataSource source, StorageOptions options) {
        StoreScope scope = new StoreScope(
                "the PostgreSQL database",
                options.schema() == null ? DEFAULT_SCHEMA : options.schema(),
                options.namespace());
        ensureSchema(source, scope, options);
        return open(new Connections(source, () -> {}), scope, options);
    }

    private static Storage open(Connections connections, StoreScope scope, StorageOptions options) {
        PostgresStorage storage = new PostgresStorage(connections, scope, options);
        try {
            PostgresRederivation.run(storage);
            return storage;
        } catch (RuntimeException e) {
            storage.close();
            throw e;
        }
    }

    private static void ensureSchema(DataSource source, StoreScope scope, StorageOptions options) {
        try {
            new PostgresSchema(source, scope).ensure(options.migrate());
        } catch (SQLException e) {
            throw PostgresErrors.explain(e, scope.place());
        }
    }
}
