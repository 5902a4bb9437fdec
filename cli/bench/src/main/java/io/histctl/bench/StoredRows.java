package io.histctl.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rows that histctl wrote for one turn, kept in memory so that plain JDBC can write the same rows. */
final class StoredRows {
    private static final List<String> PARTS =
            List.of("turn_text", "transcript", "audio", "tool_call", "turn_sound", "part_reference");

    private final Map<String, List<Object[]>> rows;

    private StoredRows(Map<String, List<Object[]>> rows) {
        this.rows = rows;
    }

    /** The turn at a position of the first conversation. */
    static StoredRows ofTurn(Connection connection, long position) throws SQLException {
        Map<String, List<Object[]>> rows = new LinkedHashMap<>();
        rows.put("turn", select(connection, "SELECT * FROM turn WHERE conversation_id = 1 AND position = ?", position));
        Object id = rows.get("turn").get(0)[0];
        for (String table : PARTS) {
            rows.put(table, select(connection, "SELECT * FROM " + table + " WHERE turn_id = ?", id));
        }
        return new StoredRows(rows);
    }

    /** Writes rows with statements that are prepared once. */
    static final class Writer {
        private final Connection connection;
        private final Map<String, PreparedStatement> inserts = new LinkedHashMap<>();
        private final PreparedStatement conversation;
        private long nextId;

        Writer(Connection connection) throws SQLException {
            this.connection = connection;
            this.conversation = connection.prepareStatement(
                    "UPDATE conversation SET last_position = ?, last_at = ?, turn_count = turn_count + 1,"
                            + " revision = revision + 1 WHERE id = ?");
            this.nextId = (long) select(connection, "SELECT ifnull(max(id), 0) + 1000000000 FROM turn", null)
                    .get(0)[0];
        }

        /** Begins conversations with the ids 1, 2, …; the caller commits. */
        void begin(int conversations) throws SQLException {
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO conversation (id, name, last_at) VALUES (?, ?, 0)")) {
                for (int id = 1; id <= conversations; id++) {
                    insert.setLong(1, id);
                    insert.setString(2, "c" + id);
                    insert.executeUpdate();
                }
            }
        }

        /** Writes the rows as another turn; the caller commits. */
        void write(StoredRows turn, long conversationId, long position) throws SQLException {
            long id = nextId++;
            for (Map.Entry<String, List<Object[]>> table : turn.rows.entrySet()) {
                for (Object[] row : table.getValue()) {
                    insert(table.getKey(), row, id, conversationId, position);
                }
            }
        }

        /** Writes the conversation's own row; the caller commits. */
        void update(long conversationId, long position) throws SQLException {
            conversation.setLong(1, position);
            conversation.setLong(2, position);
            conversation.setLong(3, conversationId);
            conversation.executeUpdate();
        }

        private void insert(String table, Object[] row, long id, long conversationId, long position)
                throws SQLException {
            PreparedStatement insert = inserts.get(table);
            if (insert == null) {
                insert = connection.prepareStatement("INSERT INTO " + table + " VALUES ("
                        + String.join(", ", Collections.nCopies(row.length, "?")) + ")");
                inserts.put(table, insert);
            }
            for (int i = 0; i < row.length; i++) {
                insert.setObject(i + 1, row[i]);
            }
            insert.setLong(1, id);
            if (table.equals("turn")) {
                insert.setLong(2, conversationId);
                insert.setLong(3, position);
            }
            insert.executeUpdate();
        }
    }

    private static List<Object[]> select(Connection connection, String sql, Object argument) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            if (argument != null) {
                statement.setObject(1, argument);
            }
            List<Object[]> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                int columns = rows.getMetaData().getColumnCount();
                while (rows.next()) {
                    Object[] row = new Object[columns];
                    for (int i = 0; i < columns; i++) {
                        row[i] = number(rows.getObject(i + 1));
                    }
                    found.add(row);
                }
            }
            return found;
        }
    }

    private static Object number(Object value) {
        return value instanceof Integer whole ? (Object) whole.longValue() : value;
    }
}
