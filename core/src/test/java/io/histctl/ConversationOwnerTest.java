package io.histctl;

import static org.assertj.core.api.Assertions.assertThat;

import io.histctl.record.Exchange;
import io.histctl.testing.Messages;
import io.histctl.testing.SqliteOnly;
import io.histctl.testing.TestStores;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A conversation belongs to the first key that claims it. */
class ConversationOwnerTest {
    private static final String KEY = "sk-test-alice-0123456789";

    @TempDir
    Path folder;

    @Test
    void theFirstKeyOwnsAConversationAndOthersDoNot() {
        try (HistoryStore store = open()) {
            assertThat(store.conversation("kitchen").claim(KEY)).isTrue();
            assertThat(store.conversation("kitchen").claim("sk-test-bob")).isFalse();
            assertThat(store.conversation("hall").claim("sk-test-bob")).isTrue();
        }
        try (HistoryStore store = open()) {
            assertThat(store.conversation("kitchen").claim(KEY)).isTrue();
            assertThat(store.conversation("kitchen").claim("")).isFalse();
        }
    }

    @Test
    void oneOfSeveralConcurrentClaimsWins() {
        try (HistoryStore store = open();
                HistoryStore other = open()) {
            List<Boolean> won = IntStream.range(0, 16)
                    .parallel()
                    .mapToObj(i ->
                            (i % 2 == 0 ? store : other).conversation("kitchen").claim("key " + i))
                    .toList();

            assertThat(won).containsOnlyOnce(true);
        }
    }

    @Test
    void aDeletedConversationBelongsToNobody() {
        try (HistoryStore store = open()) {
            Conversation chat = store.conversation("kitchen");
            chat.claim(KEY);
            chat.record(Exchange.ofRequest(Messages.voice(Messages.user("When?"))));
            chat.delete();

            assertThat(chat.claim("sk-test-bob")).isTrue();
        }
    }

    @Test
    @SqliteOnly
    void theKeyIsNotInTheFile() throws IOException {
        try (HistoryStore store = open()) {
            store.conversation("kitchen").claim(KEY);
        }
        assertThat(Files.readString(folder.resolve("history.db"), StandardCharsets.ISO_8859_1))
                .contains("kitchen")
                .doesNotContain(KEY);
    }

    private HistoryStore open() {
        return TestStores.open(folder.resolve("history.db"));
    }
}
