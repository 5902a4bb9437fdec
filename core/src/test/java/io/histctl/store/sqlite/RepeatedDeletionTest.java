package io.histctl.store.sqlite;

import static io.histctl.testing.Messages.spokenUser;
import static io.histctl.testing.Messages.system;
import static io.histctl.testing.Messages.user;
import static io.histctl.testing.Messages.voice;
import static org.assertj.core.api.Assertions.assertThat;

import io.histctl.Conversation;
import io.histctl.HistoryStore;
import io.histctl.StoreOptions;
import io.histctl.model.Progress;
import io.histctl.prune.PruneOptions;
import io.histctl.record.Exchange;
import io.histctl.testing.SpokenReply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * SQLite may leave a copy of a row in the unused part of a page that it splits or merges. Deleted content
 * is nowhere else, and a vacuum or a backup has no such copies.
 */
class RepeatedDeletionTest {
    private static final Instant NOON = Instant.parse("2026-06-05T12:00:00Z");
    private static final int CONVERSATIONS = 60;

    @TempDir
    Path folder;

    private final List<String> alive = new ArrayList<>();
    private final List<String> deleted = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void nothingOfDeletedConversationsStays(long seed) throws IOException {
        Random random = new Random(seed);
        Path file = folder.resolve("history.db");
        try (HistoryStore store =
                HistoryStore.open(file, StoreOptions.DEFAULT.withClock(Clock.fixed(NOON, ZoneOffset.UTC)))) {
            for (int i = 0; i < CONVERSATIONS; i++) {
                String name = "secret" + seed + "x" + i + "x";
                alive.add(name);
                for (int round = 0; round < 4; round++) {
                    record(store.conversation(alive.get(random.nextInt(alive.size()))), random);
                }
                record(store.conversation(name), random);
                if (random.nextInt(3) > 0) {
                    deleteOne(store, random);
                }
            }
            deleteOne(store, random);
            assertThat(deleted)
                    .isNotEmpty()
                    .filteredOn(UsedBytes.of(file)::contains)
                    .isEmpty();
            assertThat(Files.size(folder.resolve("history.db-wal"))).isZero();

            Path backup = folder.resolve("backup.db");
            store.backup(backup);
            assertThat(deleted)
                    .filteredOn(text(Files.readAllBytes(backup))::contains)
                    .isEmpty();

            store.pruneExpired(PruneOptions.DEFAULT.withVacuum(true), Progress.NONE);
            assertThat(deleted)
                    .filteredOn(text(Files.readAllBytes(file))::contains)
                    .isEmpty();
            assertThat(store.verify()).isEmpty();
        }
    }

    private void deleteOne(HistoryStore store, Random random) {
        String gone = alive.remove(random.nextInt(alive.size()));
        assertThat(store.conversation(gone).delete()).isTrue();
        deleted.add(gone);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static void record(Conversation chat, Random random) {
        String words = (chat.id() + " ").repeat(1 + random.nextInt(60));
        long round = random.nextInt(1_000_000);
        String question = random.nextInt(4) == 0 ? spokenUser("AQID", "wav") : user(words);
        SpokenReply reply = SpokenReply.reply(words).begunAt(NOON.plus(Duration.ofSeconds(round)));
        chat.record(
                Exchange.of(voice(system(chat.id()), question), reply.whole()).withKeepSound(true));
        if (random.nextInt(5) == 0) {
            chat.record(Exchange.ofRequest(voice(spokenUser("AQID", "wav"))).withTranscript(words));
        }
    }
}
