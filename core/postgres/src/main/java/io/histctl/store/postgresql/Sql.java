package io.histctl.store.postgresql;

import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs SQL on one connection. In the SQL, {@code @name} stands for a table of the store's schema. A string is bound as
 * bytes in UTF-8, since a text column can't contain U+0000; {@link Text} is bound as text.
 */
final class Sql {
    /** Within a transaction, rows are fetched in portions; otherwise the driver would read the whole result at once. */
    private static final int FETCH_SIZE = 500;

    private final Connection connection;
    private final StoreScope scope;
    private final int timeoutSeconds;

    Sql(Connection connection, StoreScope scope) {
        this(connection, scope, Duration.ZERO);
    }

    /** @param timeout how long a statement may take; zero for any time */
    Sql(Connection connection, StoreScope scope, Duration timeout) {
        this.connection = connection;
        this.scope = scope;
        this.timeoutSeconds =
                (int) Math.min(Integer.MAX_VALUE, timeout.plusMillis(999).toSeconds());
    }

    /** A parameter of type {@code text}. */
    record Text(String value) {}

    /** Receives a row. */
    interface Row {
        void accept(ResultSet rows) throws SQLException;
    }

    /** Maps a row to a value. */
    interface Mapper<T> {
        T of(ResultSet rows) throws SQLException;
    }

    Connection connection() {
        return connection;
    }

    /** The schema and the namespace of the store. */
    StoreScope scope() {
        return scope;
    }

    /** The namespace as a parameter. */
    Text namespace() {
        return new Text(scope.namespace());
    }

    /** Passes on each row. */
    void each(String sql, Row row, @Nullable Object... arguments) {
        run(sql, arguments, statement -> {
            statement.setFetchSize(FETCH_SIZE);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    row.accept(rows);
                }
                return rows;
            }
        });
    }

    <T> List<T> list(String sql, Mapper<T> mapper, @Nullable Object... arguments) {
        List<T> values = new ArrayList<>();
        each(sql, rows -> values.add(mapper.of(rows)), arguments);
        return values;
    }

    /** The first row, if there is one. */
    <T> Optional<T> first(String sql, Mapper<T> mapper, @Nullable Object... arguments) {
        return run(sql, arguments, statement -> {
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(mapper.of(rows)) : Optional.<T>empty();
            }
        });
    }

    boolean exists(String sql, @Nullable Object... arguments) {
        return first(sql, rows -> true, arguments).isPresent();
    }

    /** Runs a statement that returns no rows; returns how many rows it changed. */
    int update(String sql, @Nullable Object... arguments) {
        return run(sql, arguments, PreparedStatement::executeUpdate);
    }

    interface Work<T> {
        T run(PreparedStatement statement) throws SQLException;
    }

    /** Runs work on a prepared statement; the driver caches what the server has prepared. */
    <T> T run(String sql, @Nullable Object[] arguments, Work<T> work) {
        try (PreparedStatement statement = connection.prepareStatement(scope.qualified(sql))) {
            for (int i = 0; i < arguments.length; i++) {
                bind(statement, i + 1, arguments[i]);
            }
            if (timeoutSeconds > 0) {
                statement.setQueryTimeout(timeoutSeconds);
            }
            return work.run(statement);
        } catch (SQLException e) {
            throw new FailedStatement(e);
        }
    }

    private static void bind(PreparedStatement statement, int index, @Nullable Object value) throws SQLException {
        if (value == null) {
            statement.setNull(index, Types.NULL);
        } else if (value instanceof String text) {
            statement.setBytes(index, utf8(text));
        } else if (value instanceof Text text) {
            statement.setString(index, text.value());
        } else if (value instanceof byte[] bytes) {
            statement.setBytes(index, bytes);
        } else if (value instanceof Array array) {
            statement.setArray(index, array);
        } else {
            statement.setObject(index, value);
        }
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte @Nullable [] utf8OrNull(@Nullable String text) {
        return text == null ? null : utf8(text);
    }

    /** Text of a {@code bytea} column, or null. */
    static @Nullable String textOrNull(ResultSet rows, String column) throws SQLException {
        byte[] bytes = rows.getBytes(column);
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    /** Text of a {@code bytea} column, empty for null. */
    static String text(ResultSet rows, String column) throws SQLException {
        return new String(bytes(rows, column), StandardCharsets.UTF_8);
    }

    static byte[] bytes(ResultSet rows, String column) throws SQLException {
        byte[] bytes = rows.getBytes(column);
        return bytes == null ? new byte[0] : bytes;
    }

    /** A whole number, or null. */
    static @Nullable Boolean truth(ResultSet rows, String column) throws SQLException {
        boolean value = rows.getBoolean(column);
        return rows.wasNull() ? null : (Boolean) value;
    }

    static @Nullable Long whole(ResultSet rows, String column) throws SQLException {
        long value = rows.getLong(column);
        return value == 0 && rows.wasNull() ? null : value;
    }
}
