package io.histctl.store;

import io.histctl.error.Remedy;
import io.histctl.error.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.apiguardian.api.API;

/** Finds the engine of an address or a data source among those on the class path. */
@API(status = API.Status.INTERNAL)
public final class StorageEngines {
    private StorageEngines() {}

    /** Whether a text names a store on a server and not a file. */
    public static boolean isAddress(String text) {
        return text.startsWith("jdbc:") || text.contains("://");
    }

    /**
     * Opens the store at an address.
     *
     * @throws StoreException if no engine opens such an address, or the store can't be opened
     */
    public static Storage open(String address, StorageOptions options) {
        return find(engine -> engine.opensAddress(address))
                .orElseThrow(() -> missing(scheme(address) + " addresses"))
                .open(address, options);
    }

    /**
     * Opens the store of a data source, which stays open when the store is closed.
     *
     * @throws StoreException if no engine opens such a database, or the store can't be opened
     */
    public static Storage open(DataSource source, StorageOptions options) {
        String product = product(source);
        return find(engine -> engine.opensProduct(product))
                .orElseThrow(() -> missing(product))
                .open(source, options);
    }

    private static Optional<StorageEngine> find(Predicate<StorageEngine> accepts) {
        return ServiceLoader.load(StorageEngine.class, StorageEngine.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .filter(accepts)
                .findFirst();
    }

    private static StoreException missing(String what) {
        return new StoreException(
                "no engine for " + what + " is on the class path; add the artifact io.histctl:histctl-postgres for"
                        + " PostgreSQL, or name a file",
                Remedy.CHOOSE_OTHER_STORE);
    }

    /** Only the scheme, since an address may contain a password. */
    private static String scheme(String address) {
        int end = address.startsWith("jdbc:") ? address.indexOf(':', "jdbc:".length()) : address.indexOf(':');
        return address.substring(0, Math.max(end, 0)) + ":";
    }

    private static String product(DataSource source) {
        try (Connection connection = source.getConnection()) {
            return connection.getMetaData().getDatabaseProductName();
        } catch (SQLException e) {
            throw new StoreException(
                    "the data source gives no connection; check that its database is running and its settings", e);
        }
    }
}
