package io.histctl.store.postgresql;

import io.histctl.HistoryStore;
import io.histctl.copy.CopyContract;
import io.histctl.testing.TestStores;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class ServerToFileCopyTest extends CopyContract {
    @TempDir
    Path folder;

    @Override
    protected HistoryStore openSource() {
        return TestStores.open(folder.resolve("source"));
    }

    @Override
    protected HistoryStore openTarget() {
        return HistoryStore.open(folder.resolve("target.db"));
    }
}
