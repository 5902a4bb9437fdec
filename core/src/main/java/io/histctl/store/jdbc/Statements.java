package io.histctl.store.jdbc;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/** The statements of the hot paths in plain JDBC, each prepared once: preparing one takes longer than running it. */
@API(status = API.Status.INTERNAL)
public final class Statements {
    private static final int LARGE = 1 << 16;

    private final Connection connection;
    private final Map<String, PreparedStatement> idle = new HashMap<>();

    Statements(Connection connection) {
        this.connection = connection;
    }

    /** Receives a row. */
    public interface Row {
        void accept(ResultSet rows) throws SQLException;
    }

    /** Maps a row to a value. */
    public interface Mapper<T> {
        T of(ResultSet rows) throws SQLException;
    }

    /** Passes on each row. */
    public void each(String sql, Row row, @Nullable Object... arguments) {
        run(sql, arguments, statement -> {
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    row.accept(rows);
                }
                return rows;
            }
        });
    }

    /** The first {@code limit} rows. As part of the SQL, each other limit would be prepared separately. */
    public <T> List<T> list(String sql, int limit, Mapper<T> mapper, @Nullable Object... arguments) {
        return run(sql, arguments, statement -> {
            List<T> values = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (values.size() < limit && rows.next()) {
                    values.add(mapper.of(rows));
                }
                return values;
            }
        });
    }

    /** The first row, if there is one. */
    public <T> Optional<T> first(String sql, Mapper<T> mapper, @Nullable Object... arguments) {
        return run(sql, arguments, statement -> {
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(mapper.of(rows)) : Optional.<T>empty();
            }
        });
    }

    /** The id that an {@code INSERT … RETURNING id} returns. */
    long insert(String sql, @Nullable Object... arguments) {
        return first(sql, rows -> rows.getLong(1), arguments).orElseThrow();
    }

    /** Runs a statement that returns no rows; returns how many rows it changed. */
    public int update(String sql, @Nullable Object... arguments) {
        return run(sql, arguments, PreparedStatement::executeUpdate);
    }

    /** Text, empty for null. The driver itself would return null for damaged bytes that are not UTF-8. */
    public static String text(ResultSet rows, String column) throws SQLException {
        byte[] bytes = rows.getBytes(column);
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }

    /** Text, or null. */
    static @Nullable String textOrNull(ResultSet rows, String column) throws SQLException {
        byte[] bytes = rows.getBytes(column);
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    /** Bytes, empty for null. */
    public static byte[] bytes(ResultSet rows, String column) throws SQLException {
        byte[] bytes = rows.getBytes(column);
        return bytes == null ? new byte[0] : bytes;
    }

    /** A whole number, or null. */
    static @Nullable Long whole(ResultSet rows, String column) throws SQLException {
        long value = rows.getLong(column);
        return value == 0 && rows.wasNull() ? null : value;
    }

    private interface Work<T> {
        T run(PreparedStatement statement) throws SQLException;
    }

    /** A running statement is not idle, so that a nested run of the same SQL gets a statement of its own. */
    private <T> T run(String sql, @Nullable Object[] arguments, Work<T> work) {
        try {
            PreparedStatement kept = idle.remove(sql);
            PreparedStatement statement = kept == null ? connection.prepareStatement(sql) : kept;
            try {
                for (int i = 0; i < arguments.length; i++) {
                    statement.setObject(i + 1, arguments[i]);
                }
                T result = work.run(statement);
                release(sql, statement, arguments);
                return result;
            } catch (SQLException | RuntimeException | Error e) {
                discard(statement); // a failed statement is not reused
                throw e;
            }
        } catch (SQLException e) {
            throw new UnableToExecuteStatementException(e, null); // the storage adds its place
        }
    }

    private static boolean anyLarge(@Nullable Object[] arguments) {
        for (Object argument : arguments) {
            if (argument instanceof byte[] bytes && bytes.length > LARGE) {
                return true;
            }
        }
        return false;
    }

    private static void discard(PreparedStatement statement) {
        try {
            statement.close();
        } catch (SQLException e) {
            // the first failure is being thrown already
        }
    }

    private void release(String sql, PreparedStatement statement, @Nullable Object[] arguments) throws SQLException {
        if (anyLarge(arguments)) {
            statement.clearParameters(); // frees a large sound at once; the driver prepares the statement again for it
        }
        PreparedStatement other = idle.put(sql, statement);
        if (other != null) {
            other.close();
        }
    }
}
