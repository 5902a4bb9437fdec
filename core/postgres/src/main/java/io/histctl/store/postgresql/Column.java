package io.histctl.store.postgresql;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A column of a table, and its value in a row that is to be written.
 *
 * @param type as PostgreSQL names it
 */
record Column<R>(String name, String type, Function<R, @Nullable Object> value) {
    /** The names of columns, for an {@code INSERT}. */
    static <R> String names(List<Column<R>> columns) {
        return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }

    /** A row source that takes each column as an array, so that any number of rows is one statement. */
    static <R> String unnest(List<Column<R>> columns) {
        return columns.stream()
                .map(column -> "?::" + column.type + "[]")
                .collect(Collectors.joining(", ", "unnest(", ")"));
    }

    /** Assignments of an upsert, except to the key. */
    static <R> String assignments(List<Column<R>> columns) {
        return columns.stream()
                .map(column -> column.name + " = excluded." + column.name)
                .collect(Collectors.joining(", "));
    }

    /** The values of this column in rows. */
    Array array(Connection connection, List<R> rows) {
        try {
            Object[] values = rows.stream().map(value).toArray(this::newArray);
            return connection.createArrayOf(type, values);
        } catch (SQLException e) {
            throw new FailedStatement(e);
        }
    }

    private Object[] newArray(int size) {
        return switch (type) {
            case "bigint" -> new Long[size];
            case "integer" -> new Integer[size];
            case "boolean" -> new Boolean[size];
            case "bytea" -> new byte[size][];
            default -> new String[size];
        };
    }
}
