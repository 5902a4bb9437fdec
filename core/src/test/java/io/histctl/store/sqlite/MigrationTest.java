package io.histctl.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.histctl.HistoryStore;
import io.histctl.error.StoreException;
import io.histctl.export.ExportOptions;
import io.histctl.migrations.Migrations;
import io.histctl.model.Turn;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Databases that earlier versions have made, one of each schema version before the newest. */
class MigrationTest {
    @TempDir
    Path folder;

    @Test
    void aDatabaseOfEachEarlierVersionIsKept() {
        for (int version = 1; version < Migrations.LATEST; version++) {
            assertThat(getClass().getResource(name(version)))
                    .as("version " + version)
                    .isNotNull();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void aDatabaseOfAnEarlierVersionIsMigrated(int version) throws IOException, SQLException {
        Path file = unpacked(version);

        try (HistoryStore store = HistoryStore.open(file)) {
            assertThat(store.verify()).isEmpty();
            assertThat(store.conversation("zurich-by-train").turns())
                    .hasSize(15)
                    .extracting(Turn::position)
                    .isSorted();
            assertThat(store.conversationIds())
                    .flatMap(id -> store.conversation(id).turns())
                    .extracting(Turn::transcript)
                    .filteredOn(Objects::nonNull)
                    .hasSize(1);
            assertThat(store.conversation("zurich-by-train")
                            .export(ExportOptions.DEFAULT.withAt(Instant.parse("2026-06-05T22:10:00Z")))
                            .json())
                    .contains("[histctl summary through turn 7 #");
        }

        assertThat(version(file)).isEqualTo(Migrations.LATEST);
    }

    @Test
    void partsOfAStreamFromAnEarlierVersionAreMerged() throws IOException {
        try (HistoryStore store = HistoryStore.open(unpacked(5))) {
            assertThat(store.verify()).isEmpty();
            assertThat(store.conversation("broken-off").turns().get(1).message().audioTranscript())
                    .isEqualTo("There is a sleeper from Hamburg.");
        }
    }

    @Test
    void aDatabaseOfTheNextVersionIsRefusedAndLeftAsItIs() throws IOException, SQLException {
        Path file = folder.resolve("history.db");
        HistoryStore.open(file).close();
        execute(file, "PRAGMA user_version = " + (Migrations.LATEST + 1));
        byte[] before = Files.readAllBytes(file);

        assertThatThrownBy(() -> HistoryStore.open(file))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("comes from a newer histctl (schema " + (Migrations.LATEST + 1));
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void aMigrationThatFailsLeavesTheFileAsItWas() throws IOException, SQLException {
        Path file = unpacked(1);
        execute(file, "CREATE TABLE summary (in_the_way)"); // which the second version creates
        byte[] before = Files.readAllBytes(file);

        assertThatThrownBy(() -> HistoryStore.open(file)).isInstanceOf(StoreException.class);

        assertThat(version(file)).isEqualTo(1);
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    private Path unpacked(int version) throws IOException {
        Path file = folder.resolve("history.db");
        try (InputStream packed = Objects.requireNonNull(getClass().getResourceAsStream(name(version)))) {
            Files.copy(new GZIPInputStream(packed), file);
        }
        return file;
    }

    private static String name(int version) {
        return "/io/histctl/schema/v" + version + ".db.gz";
    }

    private static void execute(Path file, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int version(Path file) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            return statement.executeQuery("PRAGMA user_version").getInt(1);
        }
    }
}
