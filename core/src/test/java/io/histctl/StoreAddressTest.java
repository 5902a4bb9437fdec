package io.histctl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.histctl.error.InvalidInputException;
import io.histctl.error.StoreException;
import io.histctl.testing.SqliteOnly;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

@SqliteOnly
class StoreAddressTest {
    @TempDir
    Path folder;

    @Test
    void aTextWithoutASchemeNamesAFile() {
        Path file = folder.resolve("history.db");
        HistoryStore.open(file.toString(), StoreOptions.DEFAULT).close();
        assertThat(file).exists();
    }

    @Test
    void anAddressWithoutItsEngineNamesTheArtifactAndHidesThePassword() {
        assertThatThrownBy(() -> HistoryStore.open("postgresql://me:secret@host/db", StoreOptions.DEFAULT))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("postgresql: addresses")
                .hasMessageContaining("histctl-postgres")
                .hasMessageNotContaining("secret");
    }

    @Test
    void aDataSourceWithoutItsEngineNamesTheProduct() {
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite::memory:");
        assertThatThrownBy(() -> HistoryStore.open(source))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("no engine for SQLite");
    }

    @Test
    void aFileHasNoNamespace() {
        Path file = folder.resolve("history.db");
        assertThatThrownBy(() -> HistoryStore.open(file, StoreOptions.DEFAULT.withNamespace("tenant")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("no namespaces");
        assertThat(file).doesNotExist();
    }

    @Test
    void aStoreThatMayNotBeMigratedMustHaveTheNewestSchema() {
        Path file = folder.resolve("history.db");
        assertThatThrownBy(() -> HistoryStore.open(file, StoreOptions.DEFAULT.withMigrate(false)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("migrate it first");
        assertThat(file).doesNotExist();

        HistoryStore.open(file).close();
        HistoryStore.open(file, StoreOptions.DEFAULT.withMigrate(false)).close();
    }
}
