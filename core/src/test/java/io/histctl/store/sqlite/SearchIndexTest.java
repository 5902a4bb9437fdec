package io.histctl.store.sqlite;

import static io.histctl.testing.Messages.user;
import static io.histctl.testing.Messages.written;
import static org.assertj.core.api.Assertions.assertThat;

import io.histctl.HistoryStore;
import io.histctl.StoreOptions;
import io.histctl.model.Progress;
import io.histctl.prune.PruneOptions;
import io.histctl.record.Exchange;
import io.histctl.search.SearchHit;
import io.histctl.search.SearchOptions;
import io.histctl.testing.Messages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The search index: kept with each write, completed, verified, and erased with what it was made from. */
class SearchIndexTest {
    private static final Instant NOON = Instant.parse("2026-06-05T12:00:00Z");
    private static final StoreOptions OPTIONS = StoreOptions.DEFAULT
            .withClock(Clock.fixed(NOON, ZoneOffset.UTC))
            .withDurability(StoreOptions.Durability.RELAXED);

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("history.db");
    }

    @Test
    void turnsThatWereWrittenWithoutTheIndexAreAddedToIt() {
        try (HistoryStore without = HistoryStore.open(file, OPTIONS.withSearchIndex(false))) {
            for (int i = 0; i < 1_001; i++) {
                record(without, "c" + i % 7, "early apple " + i);
            }
            assertThat(without.verify()).isEmpty();
        }
        List<Long> progress = new ArrayList<>();
        try (HistoryStore with = HistoryStore.open(
                        file, OPTIONS.withMigrationProgress((done, total) -> progress.add(total - done)));
                HistoryStore without = HistoryStore.open(file, OPTIONS.withSearchIndex(false))) {
            assertThat(progress).containsExactly(1L);
            assertThat(found(with, "apple")).hasSize(1_001);

            record(without, "late", "a late apple");
            assertThat(found(with, "late")).hasSize(1);

            without.conversation("late").delete();
            assertThat(found(with, "late")).isEmpty();
            assertThat(with.verify()).isEmpty();
        }
    }

    @Test
    void noWordOfDeletedTurnsRemainsInTheFile() throws IOException {
        Random random = new Random(7);
        List<String> deleted = new ArrayList<>();
        List<String> kept = new ArrayList<>();
        try (HistoryStore store = HistoryStore.open(file, OPTIONS)) {
            for (int i = 0; i < 300; i++) {
                boolean old = random.nextBoolean();
                List<String> words = old ? deleted : kept;
                StringBuilder text = new StringBuilder();
                for (int n = 0; n < 10; n++) {
                    String word = word(random);
                    words.add(word);
                    text.append(word).append(' ');
                }
                String conversation = (old ? "old" : "new") + i % 5;
                store.conversation(conversation)
                        .record(Exchange.ofRequest(written(user(text.toString())))
                                .withAt(old && i % 2 == 0 ? NOON.minus(Duration.ofDays(60)) : NOON));
            }
            for (int i = 0; i < 5; i++) {
                store.conversation("old" + i).delete();
            }
            store.pruneExpired(PruneOptions.DEFAULT.withForgetOlderThan(Duration.ofDays(30)), Progress.NONE);

            String bytes = UsedBytes.of(file);
            assertThat(Files.size(folder.resolve("history.db-wal"))).isZero();
            assertThat(kept).allMatch(bytes::contains);
            assertThat(deleted.stream().filter(bytes::contains)).isEmpty();
            assertThat(store.verify()).isEmpty();
        }
    }

    @Test
    void noWordOfManyDeletedTurnsRemainsInTheFile() throws IOException {
        Random random = new Random(8);
        List<String> words = new ArrayList<>();
        for (int i = 0; i < 1_200; i++) {
            words.add(word(random));
        }
        try (HistoryStore store = HistoryStore.open(file, OPTIONS)) {
            record(store, "kept", "an apple");
            store.conversation("long")
                    .record(Exchange.ofRequest(
                            written(words.stream().map(Messages::user).toArray(String[]::new))));
            assertThat(found(store, words.get(7))).hasSize(1);

            store.conversation("long").delete();

            String bytes = UsedBytes.of(file);
            assertThat(Files.size(folder.resolve("history.db-wal"))).isZero();
            assertThat(words.stream().filter(bytes::contains)).isEmpty();
            assertThat(found(store, "apple")).hasSize(1);
            assertThat(store.verify()).isEmpty();
        }
    }

    @Test
    void anIndexThatDoesNotMatchTheWordsIsReported() throws SQLException {
        try (HistoryStore store = HistoryStore.open(file, OPTIONS)) {
            record(store, "call", "an apple");
            record(store, "call", "a pear");
        }
        execute("INSERT INTO turn_search (turn_search, rowid, words) VALUES ('delete', 1, 'an apple')");
        assertThat(differences()).containsExactly("turns are missing from the search index");
        execute("INSERT INTO turn_search (rowid, words) VALUES (1, 'an orange')");
        assertThat(differences()).containsExactly("the search index does not match the words of the turns");

        try (HistoryStore store = HistoryStore.open(file, OPTIONS)) {
            store.pruneExpired(PruneOptions.DEFAULT.withVacuum(true), Progress.NONE);
            assertThat(found(store, "apple")).hasSize(1);
        }
        assertThat(differences()).isEmpty();
    }

    private List<String> differences() {
        try (HistoryStore store = HistoryStore.open(file, OPTIONS)) {
            return store.verify().stream().map(difference -> difference.what()).toList();
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String word(Random random) {
        StringBuilder word = new StringBuilder("q");
        for (int i = 0; i < 11; i++) {
            word.append((char) ('a' + random.nextInt(26)));
        }
        return word.toString();
    }

    private static List<SearchHit> found(HistoryStore store, String words) {
        return store.search(words, SearchOptions.DEFAULT.withLimit(10_000));
    }

    private static void record(HistoryStore store, String conversation, String words) {
        store.conversation(conversation).record(Exchange.ofRequest(written(user(words))));
    }
}
