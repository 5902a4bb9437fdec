package io.histctl.testing;

import io.histctl.HistoryStore;
import io.histctl.StoreOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/** Another engine than SQLite for the behaviour tests, found with a {@link java.util.ServiceLoader}. */
public interface TestEngine {
    /** Opens the store of this name; another call with the same name, in any process, opens the same store. */
    HistoryStore open(Path name, StoreOptions options);

    /** A store that nothing else opens. */
    HistoryStore temporary(Clock clock);

    /** Environment variables that let child processes find the same stores. */
    Map<String, String> environment();
}
