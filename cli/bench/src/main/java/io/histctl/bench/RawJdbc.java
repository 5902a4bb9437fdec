package io.histctl.bench;

import io.histctl.HistoryStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Writes the same rows to the same tables with sqlite-jdbc alone, without looking for what is new. */
final class RawJdbc implements Rival {
    private final Path file;
    private final Connection connection;
    private final PreparedStatement find;
    private final PreparedStatement insert;
    private final PreparedStatement update;

    RawJdbc(Path folder, String synchronous) throws SQLException {
        this.file = folder.resolve("h.db");
        HistoryStore.open(file).close();
        this.connection = DriverManager.getConnection(
                "jdbc:sqlite:" + file + "?journal_mode=WAL&secure_delete=on&synchronous=" + synchronous);
        connection.setAutoCommit(false);
        this.find = connection.prepareStatement("SELECT id, last_position FROM conversation WHERE name = ?");
        this.insert = connection.prepareStatement("INSERT INTO turn (conversation_id, position, role, said_at, message,"
                + " match_key, sendable, tokens) VALUES (?, ?, 'user', ?, ?, ?, 1, 250)");
        this.update =
                connection.prepareStatement("UPDATE conversation SET last_position = ?, last_at = ? WHERE id = ?");
    }

    @Override
    public void fill(String conversation, int messages) throws SQLException {
        connection.rollback(); // ends the open transaction, so that the store can write
        try (HistoryStore store = HistoryStore.open(file)) {
            Data.fill(store, conversation, messages, 1000);
        }
    }

    @Override
    public void append(String conversation, String text) throws SQLException {
        find.setString(1, conversation);
        long id;
        long position;
        try (ResultSet row = find.executeQuery()) {
            row.next();
            id = row.getLong(1);
            position = row.getLong(2) + 1;
        }
        insert.setLong(1, id);
        insert.setLong(2, position);
        insert.setLong(3, position);
        insert.setBytes(4, Data.user(text).getBytes(StandardCharsets.UTF_8));
        insert.setLong(5, text.hashCode());
        insert.executeUpdate();
        update.setLong(1, position);
        update.setLong(2, position);
        update.setLong(3, id);
        update.executeUpdate();
        connection.commit();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
