package io.histctl.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each failure of SQLite is reported in a sentence that says what to do. */
class SqliteErrorsTest {
    private static final String FILL = "INSERT INTO filler SELECT zeroblob(100000)";

    @TempDir
    Path folder;

    @Test
    void aFullDisk() throws SQLException {
        try (Connection connection = connect(made());
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA max_page_count = 5");
            assertThat(errorOf(() -> statement.execute(FILL)))
                    .isEqualTo("db can't grow, the disk is full; make room and repeat the command, nothing is lost");
        }
    }

    @Test
    void aFileThatMayNotBeWritten() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:file:" + made() + "?immutable=1");
                Statement statement = connection.createStatement()) {
            assertThat(errorOf(() -> statement.execute(FILL)))
                    .isEqualTo("db can't be written; check the permissions of the file and its folder");
        }
    }

    @Test
    void aWriterThatTakesTooLong() throws SQLException {
        Path file = made();
        try (Connection other = connect(file);
                Statement writes = other.createStatement();
                Connection connection = connect(file);
                Statement statement = connection.createStatement()) {
            writes.execute("BEGIN IMMEDIATE");
            statement.execute("PRAGMA busy_timeout = 0");
            assertThat(errorOf(() -> statement.execute(FILL)))
                    .isEqualTo("db is still being written by another process; try again, or wait longer");
        }
    }

    @Test
    void aFileOfAnotherKind() throws IOException {
        Path file = Files.writeString(folder.resolve("text"), "no database ".repeat(100), StandardCharsets.UTF_8);
        assertThat(errorOf(() -> connect(file).createStatement().executeQuery("SELECT * FROM sqlite_schema")))
                .isEqualTo("db is not a histctl database; choose another file");
    }

    @Test
    void aDamagedPage() throws IOException, SQLException {
        Path file = made();
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, 4_096, 4_196, (byte) 0x55);
        Files.write(file, bytes);
        try (Connection connection = connect(file);
                Statement statement = connection.createStatement()) {
            assertThat(errorOf(() -> statement.executeQuery("SELECT sum(length(bytes)) FROM filler")))
                    .isEqualTo("db is damaged; restore a backup");
        }
    }

    @Test
    void aFolderThatIsNotThere() {
        assertThat(errorOf(() -> connect(folder.resolve("none").resolve("history.db"))))
                .isEqualTo("db can't be opened; check that it is a file, its permissions and those of its folder");
    }

    @Test
    void aValueThatIsTooLarge() throws SQLException {
        try (Connection connection = connect(made());
                Statement statement = connection.createStatement()) {
            assertThat(errorOf(() -> statement.execute("INSERT INTO filler SELECT zeroblob(3000000000)")))
                    .isEqualTo("db can't hold a value as large as that; record less at once");
        }
    }

    private interface Work {
        void run() throws SQLException;
    }

    private static String errorOf(Work work) {
        SQLException failure = catchThrowableOfType(SQLException.class, work::run);
        return SqliteErrors.explain(failure, "db").getMessage();
    }

    private Path made() throws SQLException {
        Path file = folder.resolve("history.db");
        try (Connection connection = connect(file);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE filler (bytes BLOB)");
        }
        return file;
    }

    private static Connection connect(Path file) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file);
    }
}
