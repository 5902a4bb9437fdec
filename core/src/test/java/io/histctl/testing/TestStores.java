package io.histctl.testing;

import io.histctl.HistoryStore;
import io.histctl.StoreOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.ServiceLoader;

/** Opens the stores of all behaviour tests: in SQLite files, unless the class path contains a {@link TestEngine}. */
public final class TestStores {
    private static final TestEngine ENGINE =
            ServiceLoader.load(TestEngine.class).findFirst().orElseGet(Sqlite::new);

    private TestStores() {}

    /** Opens the store of this name, with default options. */
    public static HistoryStore open(Path name) {
        return open(name, StoreOptions.DEFAULT);
    }

    /** Opens the store of this name; another call with the same name opens the same store. */
    public static HistoryStore open(Path name, StoreOptions options) {
        return ENGINE.open(name, options);
    }

    /** A store that nothing else opens, deleted when closed. */
    public static HistoryStore temporary(Clock clock) {
        return ENGINE.temporary(clock);
    }

    /** Environment variables that let child processes open the same stores. */
    static Map<String, String> environment() {
        return ENGINE.environment();
    }

    private static final class Sqlite implements TestEngine {
        @Override
        public HistoryStore open(Path name, StoreOptions options) {
            return HistoryStore.open(name, options);
        }

        @Override
        public HistoryStore temporary(Clock clock) {
            return HistoryStore.inMemory(clock);
        }

        @Override
        public Map<String, String> environment() {
            return Map.of();
        }
    }
}
