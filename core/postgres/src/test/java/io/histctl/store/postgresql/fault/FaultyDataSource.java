package io.histctl.store.postgresql.fault;

import java.io.PrintWriter;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** A data source whose connections fail at commits. A statement that commits by itself counts as one, unless it only reads. */
final class FaultyDataSource implements DataSource {
    private final DataSource source;
    private final Faults faults;

    FaultyDataSource(DataSource source, Faults faults) {
        this.source = source;
        this.faults = faults;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return connection(source.getConnection());
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return connection(source.getConnection(user, password));
    }

    private Connection connection(Connection real) {
        return proxy(Connection.class, (self, method, arguments) -> {
            boolean commits = method.getName().equals("commit")
                    || (method.getName().equals("setAutoCommit")
                            && arguments[0].equals(true)
                            && !real.isClosed()
                            && !real.getAutoCommit());
            if (commits) {
                return committing(real, () -> invoke(real, method, arguments));
            }
            Object result = invoke(real, method, arguments);
            if (result instanceof PreparedStatement statement) {
                return statement(PreparedStatement.class, statement, real, String.valueOf(arguments[0]));
            }
            return result instanceof Statement statement ? statement(Statement.class, statement, real, "") : result;
        });
    }

    private <S extends Statement> S statement(Class<S> type, S real, Connection connection, String prepared) {
        return proxy(type, (self, method, arguments) -> {
            String sql =
                    arguments != null && arguments.length > 0 && arguments[0] instanceof String text ? text : prepared;
            boolean commits = method.getName().startsWith("execute")
                    && connection.getAutoCommit()
                    && sql.matches("(?s)\\s*(WITH|INSERT|UPDATE|DELETE).*");
            return commits
                    ? committing(connection, () -> invoke(real, method, arguments))
                    : invoke(real, method, arguments);
        });
    }

    private interface Commit {
        Object run() throws Throwable;
    }

    private Object committing(Connection connection, Commit commit) throws Throwable {
        switch (faults.next()) {
            case NONE -> {
                return commit.run();
            }
            case ABORTED -> {
                if (!connection.getAutoCommit()) {
                    connection.rollback();
                }
                throw Faults.aborted();
            }
            case CUT_BEFORE -> {
                connection.close();
                throw Faults.cut();
            }
            case CUT_AFTER -> {
                commit.run();
                connection.close();
                throw Faults.cut();
            }
        }
        throw new AssertionError();
    }

    private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(FaultyDataSource.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return source.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        source.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        source.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return source.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return source.getParentLogger();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return source.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return source.isWrapperFor(type);
    }
}
