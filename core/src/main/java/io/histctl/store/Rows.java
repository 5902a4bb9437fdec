package io.histctl.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/** The rows of a statement in plain JDBC. */
final class Rows {
    private Rows() {}

    /** Takes a row. */
    interface Row {
        void accept(ResultSet rows) throws SQLException;
    }

    static void each(Connection connection, String sql, Row row, Object... arguments) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                statement.setObject(i + 1, arguments[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    row.accept(rows);
                }
            }
        } catch (SQLException e) {
            throw new UnableToExecuteStatementException(e, null); // the database names its place
        }
    }

    static @Nullable Long whole(ResultSet rows, int column) throws SQLException {
        long value = rows.getLong(column);
        return rows.wasNull() ? null : value;
    }
}
