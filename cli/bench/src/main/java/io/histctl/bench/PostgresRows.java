package io.histctl.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rows that histctl wrote for the newest turns of a conversation, written again by plain JDBC in one transaction. */
final class PostgresRows implements AutoCloseable {
    private static final List<String> TABLES = List.of("turn", "turn_text", "audio_id", "part_reference", "turn_sound");

    private final Connection connection;
    private final long conversation;
    private final List<Row> rows = new ArrayList<>();
    private final Map<String, PreparedStatement> inserts = new LinkedHashMap<>();
    private final PreparedStatement find;
    private final PreparedStatement update;
    private long copied;

    /** A row, the types of its columns, and which of them is the position. */
    private record Row(String table, Object[] values, int[] types, int positionColumn) {}

    PostgresRows(Connection connection, String name, int turns) throws SQLException {
        this.connection = connection;
        connection.setAutoCommit(false);
        find = connection.prepareStatement("SELECT id, revision, last_position FROM " + PostgresDatabase.SCHEMA
                + ".conversation WHERE name = convert_to(?, 'UTF8')");
        update = connection.prepareStatement("UPDATE " + PostgresDatabase.SCHEMA
                + ".conversation SET last_position = ?, last_at = ?, turn_count = turn_count + 1,"
                + " revision = revision + 1 WHERE id = ?");
        find.setString(1, name);
        long last;
        try (ResultSet found = find.executeQuery()) {
            found.next();
            conversation = found.getLong(1);
            last = found.getLong(3);
        }
        for (String table : TABLES) {
            read(table, last - turns);
        }
        connection.commit();
    }

    /** Writes the rows as further turns: finds the conversation, inserts, updates and commits. */
    void write() throws SQLException {
        try (ResultSet found = find.executeQuery()) {
            found.next();
        }
        copied += 1_000;
        for (Row row : rows) {
            insert(row);
        }
        update.setLong(1, copied);
        update.setLong(2, copied);
        update.setLong(3, conversation);
        update.executeUpdate();
        connection.commit();
    }

    private void insert(Row row) throws SQLException {
        PreparedStatement insert = inserts.get(row.table);
        if (insert == null) {
            insert = connection.prepareStatement("INSERT INTO " + PostgresDatabase.SCHEMA + "." + row.table
                    + " VALUES (" + String.join(", ", Collections.nCopies(row.values.length, "?")) + ")");
            inserts.put(row.table, insert);
        }
        for (int i = 0; i < row.values.length; i++) {
            Object value = i == row.positionColumn ? (Object) ((long) row.values[i] + copied) : row.values[i];
            if (value == null) {
                insert.setNull(i + 1, row.types[i]);
            } else {
                insert.setObject(i + 1, value);
            }
        }
        insert.executeUpdate();
    }

    private void read(String table, long after) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT * FROM " + PostgresDatabase.SCHEMA + "."
                + table + " WHERE conversation_id = ? AND position > ?")) {
            select.setLong(1, conversation);
            select.setLong(2, after);
            try (ResultSet found = select.executeQuery()) {
                ResultSetMetaData columns = found.getMetaData();
                while (found.next()) {
                    Object[] values = new Object[columns.getColumnCount()];
                    int[] types = new int[values.length];
                    int position = 0;
                    for (int i = 0; i < values.length; i++) {
                        values[i] = found.getObject(i + 1);
                        types[i] = columns.getColumnType(i + 1);
                        position = columns.getColumnName(i + 1).equals("position") ? i : position;
                    }
                    rows.add(new Row(table, values, types, position));
                }
            }
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
