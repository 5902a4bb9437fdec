package io.histctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.histctl.HistoryStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The library guide describes every table and column of the newest schema, and none that no longer exists. */
class DocumentedSchemaTest {
    @TempDir
    Path folder;

    @Test
    void everyTableAndColumnIsDescribed() throws SQLException {
        Path file = folder.resolve("history.db");
        HistoryStore.open(file).close();
        Document guide = Document.of(Document.ROOT.resolve("core/README.md"));

        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            List<String> tables = query(
                    connection,
                    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
                            + " AND name NOT LIKE '%schema_history'"
                            + " AND name NOT LIKE 'turn_search\\_%' ESCAPE '\\'"); // SQLite's own for the index
            assertThat(tables).isNotEmpty();
            assertThat(guide.anchors().stream().filter(anchor -> anchor.startsWith("table-")))
                    .containsExactlyInAnyOrderElementsOf(
                            tables.stream().map(table -> "table-" + table).toList());
            for (String table : tables) {
                String section = guide.section("### Table `" + table + "`");
                assertThat(query(connection, "SELECT name FROM pragma_table_info('" + table + "')"))
                        .as(table)
                        .allSatisfy(column -> assertThat(section).contains("`" + column + "`"));
            }
        }
    }

    private static List<String> query(Connection connection, String sql) throws SQLException {
        List<String> names = new ArrayList<>();
        try (ResultSet rows = connection.createStatement().executeQuery(sql)) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }
}
