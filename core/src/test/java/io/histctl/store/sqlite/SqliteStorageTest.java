package io.histctl.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.histctl.model.Progress;
import io.histctl.store.Change;
import io.histctl.store.Changes;
import io.histctl.store.Storage;
import io.histctl.store.StorageContract;
import io.histctl.store.StoredConversation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteStorageTest extends StorageContract {
    @TempDir
    Path folder;

    @Override
    protected Storage open() {
        Path file = folder.resolve(UUID.randomUUID() + ".db");
        return SqliteStorage.open(
                file, new SqliteOptions(Duration.ofSeconds(10), false, true, true, true, Progress.NONE));
    }

    @Test
    void aSnapshotDoesNotSeeWhatIsWrittenMeanwhile() {
        try (Storage storage = open()) {
            List<String> seen = storage.read(reading -> {
                List<String> before = reading.conversations().names();
                storage.change(now -> new Change<>("call", Changes.of(StoredConversation.begin("call", 0))));
                assertThat(before).isEmpty();
                return reading.conversations().names();
            });
            assertThat(seen).isEmpty();
        }
    }
}
