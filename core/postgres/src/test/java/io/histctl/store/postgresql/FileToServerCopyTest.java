package io.histctl.store.postgresql;

import io.histctl.HistoryStore;
import io.histctl.copy.CopyContract;
import io.histctl.testing.TestStores;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class FileToServerCopyTest extends CopyContract {
    @TempDir
    Path folder;

    @Override
    protected HistoryStore openSource() {
        return HistoryStore.open(folder.resolve("source.db"));
    }

    @Override
    protected HistoryStore openTarget() {
        return TestStores.open(folder.resolve("target"));
    }
}
