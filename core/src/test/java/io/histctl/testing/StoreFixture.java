package io.histctl.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.histctl.Conversation;
import io.histctl.HistoryStore;
import io.histctl.StoreOptions;
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

/** A store in a file, opened once per class and verified in the end; each test has a conversation of its own. */
public abstract class StoreFixture {
    public static final Instant NOON = Instant.parse("2026-06-05T12:00:00Z");
    public static final SettableClock CLOCK = new SettableClock(NOON);

    @TempDir
    public static Path dir;

    public static HistoryStore store;

    public final String name = UUID.randomUUID().toString();
    public Conversation chat;

    @BeforeAll
    protected static void open() {
        store = TestStores.open(dir.resolve("history.db"), StoreOptions.DEFAULT.withClock(CLOCK));
    }

    @BeforeEach
    protected void begin() {
        chat = store.conversation(name);
    }

    @AfterAll
    protected static void close() {
        try {
            assertThat(store.verify()).isEmpty();
        } finally {
            store.close();
        }
    }

    /** The stored turns of the conversation; none if it does not exist. */
    public List<Turn> turns() {
        return store.conversationIds().contains(name) ? chat.turns() : List.of();
    }

    /** One line per turn: its words, and its standing if it is no longer part of the conversation. */
    public List<String> said() {
        return turns().stream().map(StoreFixture::line).toList();
    }

    /** The lines of the turns that are part of the conversation. */
    public List<String> currentTurns() {
        return turns().stream()
                .filter(turn -> turn.standing() == Turn.Standing.CURRENT || turn.standing() == Turn.Standing.LEADING)
                .map(StoreFixture::line)
                .toList();
    }

    private static String line(Turn turn) {
        String spoken = turn.message().audioTranscript();
        String calls = turn.message().toolCalls().isEmpty() ? "" : "(calls)";
        return turn.role() + ": " + turn.message().text() + (spoken == null ? "" : spoken) + calls;
    }

    public String exported() {
        return exported(ExportOptions.DEFAULT);
    }

    public String exported(ExportOptions options) {
        return chat.export(options).json();
    }
}
