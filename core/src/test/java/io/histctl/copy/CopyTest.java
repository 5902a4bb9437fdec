package io.histctl.copy;

import io.histctl.HistoryStore;
import io.histctl.testing.TestStores;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Copies between two stores of one engine. */
class CopyTest extends CopyContract {
    @TempDir
    Path folder;

    @Override
    protected HistoryStore openSource() {
        return TestStores.open(folder.resolve("source.db"));
    }

    @Override
    protected HistoryStore openTarget() {
        return TestStores.open(folder.resolve("target.db"));
    }
}
