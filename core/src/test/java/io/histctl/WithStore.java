package io.histctl;

import static org.assertj.core.api.Assertions.assertThat;

import io.histctl.export.ExportOptions;
import io.histctl.model.Turn;
import io.histctl.standin.SettableClock;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A store in a file, opened once for a class, and verified in the end; each test has a conversation of its own. */
abstract class WithStore {
    static final Instant NOON = Instant.parse("2026-06-05T12:00:00Z");
    static final SettableClock CLOCK = new SettableClock(NOON);

    @TempDir
    static Path dir;

    static HistoryStore store;

    final String name = UUID.randomUUID().toString();
    Conversation chat;

    @BeforeAll
    static void open() {
        store = HistoryStore.open(dir.resolve("history.db"), StoreOptions.DEFAULT.withClock(CLOCK));
    }

    @BeforeEach
    void begin() {
        chat = store.conversation(name);
    }

    @AfterAll
    static void close() {
        try {
            assertThat(store.verify()).isEmpty();
        } finally {
            store.close();
        }
    }

    /** What is stored of the conversation; nothing where it does not exist. */
    List<Turn> turns() {
        return store.conversationIds().contains(name) ? chat.turns() : List.of();
    }

    /** One line a turn: what it says, and its standing where it is no longer part of the conversation. */
    List<String> said() {
        return turns().stream().map(WithStore::line).toList();
    }

    /** The lines of the turns that are part of the conversation. */
    List<String> inForce() {
        return turns().stream()
                .filter(turn -> turn.standing() == Turn.Standing.CURRENT || turn.standing() == Turn.Standing.LEADING)
                .map(WithStore::line)
                .toList();
    }

    private static String line(Turn turn) {
        String spoken = turn.message().spoken();
        String calls = turn.message().toolCalls().isEmpty() ? "" : "(calls)";
        return turn.role() + ": " + turn.message().text() + (spoken == null ? "" : spoken) + calls;
    }

    String exported() {
        return exported(ExportOptions.DEFAULT);
    }

    String exported(ExportOptions options) {
        return chat.export(options).json();
    }
}
