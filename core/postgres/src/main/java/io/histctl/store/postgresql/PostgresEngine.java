package io.histctl.store.postgresql;

import io.histctl.store.Storage;
import io.histctl.store.StorageEngine;
import io.histctl.store.StorageOptions;
import java.sql.SQLException;
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
        Address parsed = Address.parse(address);
        Pool pool = Pool.of(parsed, options);
        String named = options.schema() == null ? parsed.schema() : options.schema();
        return open(pool.source(), pool::close, parsed.place(), named == null ? DEFAULT_SCHEMA : named, options);
    }

    @Override
    public Storage open(DataSource source, StorageOptions options) {
        return open(
                source,
                () -> {},
                "the PostgreSQL database",
                options.schema() == null ? DEFAULT_SCHEMA : options.schema(),
                options);
    }

    private static Storage open(
            DataSource source, Runnable onClose, String place, String schema, StorageOptions options) {
        StoreScope scope = new StoreScope(place, schema, options.namespace());
        try {
            new PostgresSchema(source, scope).ensure(options.migrate());
            return new PostgresStorage(new Connections(source, onClose), scope, options);
        } catch (SQLException e) {
            onClose.run();
            throw PostgresErrors.explain(e, place);
        } catch (RuntimeException e) {
            onClose.run();
            throw e;
        }
    }
}
