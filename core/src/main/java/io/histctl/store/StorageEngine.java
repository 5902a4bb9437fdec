package io.histctl.store;

import javax.sql.DataSource;
import org.apiguardian.api.API;

/** Opens stores on the databases of one kind. Implementations are found by {@link java.util.ServiceLoader}. */
@API(status = API.Status.INTERNAL)
public interface StorageEngine {
    /** Whether it opens addresses of this form. */
    boolean opensAddress(String address);

    /**
     * Whether it opens databases of this product.
     *
     * @param product as the JDBC driver names it
     */
    boolean opensProduct(String product);

    /**
     * Opens the store at an address.
     *
     * @throws io.histctl.error.StoreException if it can't be opened
     */
    Storage open(String address, StorageOptions options);

    /**
     * Opens the store of a data source, which stays open when the store is closed.
     *
     * @throws io.histctl.error.StoreException if it can't be opened
     */
    Storage open(DataSource source, StorageOptions options);
}
