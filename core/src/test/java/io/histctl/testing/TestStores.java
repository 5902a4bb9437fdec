package io.histctl.testing;

import io.histctl.HistoryStore;
import io.histctl.StoreOptions;
import java.nio.file.Path;
import java.time.Clock;

/** Opens the stores of all behaviour tests; the only place that chooses their engine. */
public final class TestStores {
    private TestStores() {}

    /** Opens the store of this name, with default options. */
    public static HistoryStore open(Path name) {
        return open(name, StoreOptions.DEFAULT);
    }

    /** Opens the store of this name; another call with the same name opens the same store. */
    public static HistoryStore open(Path name, StoreOptions options) {
        return HistoryStore.open(name, options);
    }

    /** A store that nothing else opens, deleted when closed. */
    public static HistoryStore temporary(Clock clock) {
        return HistoryStore.inMemory(clock);
    }
}
