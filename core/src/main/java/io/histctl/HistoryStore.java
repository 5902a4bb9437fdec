package io.histctl;

import io.histctl.store.Conversations;
import io.histctl.store.Database;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * The histories of voice chats, in one SQLite file.
 *
 * <p>Safe for many threads; several processes may use one file. A write is durable when its call returns. Close it
 * when done.
 */
public final class HistoryStore implements AutoCloseable {
    private static final Duration BUSY_TIMEOUT = Duration.ofSeconds(10);

    private final Database database;
    private final Clock clock;

    private HistoryStore(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Opens a store, or makes it where there is none, readable by its owner alone.
     *
     * @throws io.histctl.error.StoreException where the file is not a histctl database, is damaged, comes from a newer
     *     version or can't be used; it is left untouched
     */
    public static HistoryStore open(Path file) {
        return open(file, Clock.systemUTC(), BUSY_TIMEOUT);
    }

    /**
     * Opens a store with a clock of the caller's.
     *
     * @param busyTimeout how long a write waits for another process
     */
    public static HistoryStore open(Path file, Clock clock, Duration busyTimeout) {
        return new HistoryStore(Database.open(file, busyTimeout), clock);
    }

    /** A store in memory, gone when closed. */
    public static HistoryStore inMemory(Clock clock) {
        return new HistoryStore(Database.inMemory(), clock);
    }

    /** The conversation of this id, which may be any text; it begins to exist with its first record. */
    public Conversation conversation(String id) {
        return new Conversation(database, clock, id);
    }

    /** The ids of all conversations, in the order in which they began. */
    public List<String> conversationIds() {
        return database.read(handle -> new Conversations(handle).names());
    }

    @Override
    public void close() {
        database.close();
    }
}
