package io.histctl.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.histctl.HistoryStore;
import io.histctl.error.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class FirstStartTest {
    private static final int AT_ONCE = 8;

    @TempDir
    Path folder;

    @Test
    void processesThatStartAtOnceCreateOneDatabase() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            for (int round = 0; round < 5; round++) {
                Path file = folder.resolve("history" + round + ".db");
                List<Callable<Integer>> starts = new ArrayList<>();
                for (int i = 0; i < AT_ONCE; i++) {
                    starts.add(() -> tables(file));
                }
                for (Future<Integer> start : threads.invokeAll(starts)) {
                    assertThat(start.get()).isGreaterThan(5);
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void specialCharactersOfAPathAreNotInterpreted() throws IOException {
        String name = "a?mode=memory&x=%41#b ü.db";
        Path file = folder.resolve(name);

        assertThat(tables(file)).isGreaterThan(5);
        assertThat(tables(file)).isGreaterThan(5);

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(path -> path.getFileName().toString())).containsExactly(name);
        }
        assertThat(Files.size(file)).isPositive();
    }

    @Test
    @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
    void aVersionThatDoesNotMatchTheTablesIsDamage() throws SQLException {
        Path file = folder.resolve("history.db");
        assertThat(tables(file)).isGreaterThan(5);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA user_version = -1");
        }

        assertThatThrownBy(() -> tables(file))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("is damaged");
    }

    @Test
    @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
    void openingWaitsForAWriterWhileTheLogIsCreated() throws Exception {
        Path file = folder.resolve("history.db");
        tables(file);
        ExecutorService opener = Executors.newSingleThreadExecutor();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = DELETE");
            statement.execute("BEGIN IMMEDIATE"); // SQLite's busy handler does not wait for this lock

            Future<Integer> opened = opener.submit(() -> tables(file));
            assertThatThrownBy(() -> opened.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            statement.execute("ROLLBACK");

            assertThat(opened.get()).isGreaterThan(5);
        } finally {
            opener.shutdownNow();
        }
    }

    private static int tables(Path file) {
        HistoryStore.open(file).close();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file.toUri());
                Statement statement = connection.createStatement()) {
            return statement
                    .executeQuery("SELECT count(*) FROM sqlite_schema WHERE type = 'table'")
                    .getInt(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
