package io.histctl.store.sqlite;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Lends an open connection to Flyway and ignores its attempts to close or commit it, so that all migrations are one
 * transaction.
 */
final class OneConnection {
    private static final Set<String> IGNORED = Set.of("close", "setAutoCommit", "commit", "rollback");

    private OneConnection() {}

    static DataSource of(Connection connection) {
        Connection lent = proxy(Connection.class, (proxy, method, arguments) -> {
            if (IGNORED.contains(method.getName())) {
                return null;
            }
            try {
                return method.invoke(connection, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause() == null ? e : e.getCause();
            }
        });
        return proxy(DataSource.class, (proxy, method, arguments) -> {
            if (method.getName().equals("getConnection")) {
                return lent;
            }
            throw new UnsupportedOperationException(method.getName());
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(OneConnection.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
