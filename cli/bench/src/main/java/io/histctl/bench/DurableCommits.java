package io.histctl.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Commits of one row in a database of their own, each on the disk when it returns. */
final class DurableCommits implements AutoCloseable {
    private final List<Double> millis = new ArrayList<>();
    private final Connection connection;
    private final PreparedStatement insert;

    DurableCommits(Path folder) throws SQLException {
        connection = Data.connect(folder.resolve("commits.db"), "FULL");
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE row (id INTEGER PRIMARY KEY, content BLOB NOT NULL)");
        }
        connection.setAutoCommit(false);
        insert = connection.prepareStatement("INSERT INTO row (content) VALUES (zeroblob(28000))");
    }

    void measure() throws SQLException {
        long begin = System.nanoTime();
        insert.executeUpdate();
        connection.commit();
        millis.add((System.nanoTime() - begin) / 1e6);
    }

    List<Double> millis() {
        return millis;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
