package io.histctl.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.histctl.error.StoreException;
import io.histctl.model.Progress;
import io.histctl.store.Change;
import io.histctl.store.Changes;
import io.histctl.store.Storage;
import io.histctl.store.StoredConversation;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BusyTest {
    @TempDir
    private Path folder;

    @Test
    void aWriteThatTimedOutDoesNotAffectTheNextTransaction() throws SQLException {
        Path file = folder.resolve("history.db");
        try (Storage storage = open(file)) {
            create(storage, "first");
            try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file)) {
                other.createStatement().execute("BEGIN IMMEDIATE");
                assertThatThrownBy(() -> create(storage, "second"))
                        .isInstanceOf(StoreException.class)
                        .hasMessageContaining("is still being written by another process");
            }
            assertThatThrownBy(() -> storage.<String>changeAll(List.of(reading -> begin("third"), reading -> {
                        throw new IllegalStateException("half way");
                    })))
                    .hasMessage("half way");
            create(storage, "fourth");
        }
        try (Storage again = open(file)) {
            assertThat(again.<List<String>>read(
                            reading -> reading.conversations().names()))
                    .containsExactly("first", "fourth");
        }
    }

    private static Storage open(Path file) {
        return SqliteStorage.open(
                file, new SqliteOptions(Duration.ofMillis(20), false, true, true, true, Progress.NONE));
    }

    private static void create(Storage storage, String name) {
        String created = storage.change(reading -> begin(name));
        assertThat(created).isEqualTo(name);
    }

    private static Change<String> begin(String name) {
        return new Change<>(name, Changes.of(StoredConversation.begin(name, 0)));
    }
}
