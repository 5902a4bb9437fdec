package io.histctl.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.histctl.HistoryStore;
import io.histctl.error.NotFoundException;
import io.histctl.error.StoreException;
import io.histctl.testing.KilledProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A database whose files are removed, before or after it is opened. */
@DisabledOnOs(OS.WINDOWS)
class MovedFileTest {
    @TempDir
    Path folder;

    private Path file;
    private Path log;
    private HistoryStore store;

    @BeforeEach
    void open() {
        file = folder.resolve("history.db");
        log = folder.resolve("history.db-wal");
        store = HistoryStore.open(file);
        record("one");
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void noWriteToARemovedFileIsAcknowledged() throws IOException {
        Files.delete(file);

        refuses();
        assertThat(file).doesNotExist();
    }

    @Test
    void noWriteToAReplacedFileIsAcknowledged() throws IOException {
        Path other = folder.resolve("other.db");
        store.backup(other);
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);

        refuses();
    }

    @Test
    void noWriteToARemovedLogIsAcknowledged() throws IOException {
        Files.delete(log);

        refuses();
    }

    @Test
    void aFileRemovedBeforeTheFirstWriteIsNotRecreated() throws IOException {
        Path fresh = folder.resolve("fresh.db");
        try (HistoryStore reading = HistoryStore.open(fresh)) {
            Files.delete(fresh);
            assertThatThrownBy(() -> reading.conversation("two").record(KilledProcess.exchange("two")))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("was removed or replaced while it was open");
        }
        assertThat(fresh).doesNotExist();
    }

    @Test
    void aFailedReadDoesNotPreventTheNext() {
        try (HistoryStore reading = HistoryStore.open(folder.resolve("fresh.db"))) {
            assertThatThrownBy(() -> reading.conversation("none").turns()).isInstanceOf(NotFoundException.class);
            assertThat(reading.conversationIds()).isEmpty();
            reading.conversation("two").record(KilledProcess.exchange("two"));
            assertThatThrownBy(() -> reading.conversation("none").turns()).isInstanceOf(NotFoundException.class);
            reading.conversation("two").record(KilledProcess.exchange("three"));
            assertThat(reading.conversation("two").turns()).hasSize(4);
        }
    }

    @Test
    void aLogWithoutItsDatabaseIsNotDeleted() throws IOException {
        Path alone = folder.resolve("alone.db");
        Path aloneLog = folder.resolve("alone.db-wal");
        Files.copy(log, aloneLog);
        byte[] before = Files.readAllBytes(aloneLog);

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> HistoryStore.open(alone))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("is missing or empty, but its log exists");
            assertThat(Files.readAllBytes(aloneLog)).isEqualTo(before);
            Files.write(alone, new byte[0]);
        }

        Files.copy(file, alone, StandardCopyOption.REPLACE_EXISTING);
        try (HistoryStore whole = HistoryStore.open(alone)) {
            assertThat(whole.verify()).isEmpty();
            assertThat(whole.conversation("one").turns()).hasSize(2);
        }
    }

    private void refuses() {
        assertThatThrownBy(() -> record("two"))
                .isInstanceOf(StoreException.class)
                .hasMessage(file + " or its log was removed or replaced while it was open; nothing was written,"
                        + " open the store again");
        assertThatThrownBy(() -> store.conversationIds()).isInstanceOf(StoreException.class);
    }

    private void record(String words) {
        store.conversation(words).record(KilledProcess.exchange(words));
    }
}
