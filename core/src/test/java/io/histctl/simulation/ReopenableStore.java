package io.histctl.simulation;

import io.histctl.Conversation;
import io.histctl.HistoryStore;
import io.histctl.StoreOptions;
import io.histctl.model.Progress;
import io.histctl.prune.PruneOptions;
import io.histctl.standin.SettableClock;
import io.histctl.testing.TestStores;
import io.histctl.verify.Difference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A store in a file of its own, which can be closed and opened again as between two runs of an app. */
final class ReopenableStore implements AutoCloseable {
    private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

    private final SettableClock clock = new SettableClock(START);
    private final Path folder;
    private HistoryStore store;
    private int begun;

    ReopenableStore() {
        try {
            folder = Files.createTempDirectory("histctl-loop");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        store = open();
    }

    SettableClock clock() {
        return clock;
    }

    /**
     * The id of a conversation that has not begun. The clock continues from the last one: if it were set back, it would
     * be earlier than the newest reply on record, and every audio id would count as expired.
     */
    String newConversation() {
        clock.advance(Duration.ofDays(2));
        return "conversation " + ++begun;
    }

    Conversation conversation(String id) {
        return store.conversation(id);
    }

    void prune(PruneOptions options) {
        store.pruneExpired(options, Progress.NONE);
    }

    List<Difference> verify() {
        return store.verify();
    }

    void reopen() {
        store.close();
        store = open();
    }

    @Override
    public void close() {
        store.close();
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HistoryStore open() {
        return TestStores.open(folder.resolve("voice.db"), StoreOptions.DEFAULT.withClock(clock));
    }
}
