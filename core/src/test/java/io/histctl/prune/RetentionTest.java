package io.histctl.prune;

import static io.histctl.testing.Results.stored;
import static org.assertj.core.api.Assertions.assertThat;

import io.histctl.Conversation;
import io.histctl.HistoryStore;
import io.histctl.StoreOptions;
import io.histctl.export.ExportOptions;
import io.histctl.model.Progress;
import io.histctl.model.Turn;
import io.histctl.record.Exchange;
import io.histctl.record.Recorded;
import io.histctl.summary.SummarizeOptions;
import io.histctl.testing.Messages;
import io.histctl.testing.SqliteOnly;
import io.histctl.testing.TestStores;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionTest {
    private static final Instant NOON = Instant.parse("2026-06-05T12:00:00Z");
    private static final PruneOptions OLDER_THAN_30_DAYS =
            PruneOptions.DEFAULT.withForgetOlderThan(Duration.ofDays(30));

    @TempDir
    Path folder;

    private HistoryStore store;

    @BeforeEach
    void open() {
        store = TestStores.open(
                folder.resolve("history.db"), StoreOptions.DEFAULT.withClock(Clock.fixed(NOON, ZoneOffset.UTC)));
        exchange("old", 40, "the first secret");
        exchange("mixed", 40, "the second secret");
        exchange("mixed", 35, "the third secret");
        exchange("mixed", 5, "the fresh words");
        exchange("young", 5, "other words");
    }

    @AfterEach
    void close() {
        assertThat(store.verify()).isEmpty();
        store.close();
    }

    @Test
    void forgetsConversationsThatAreOldAndTheOldExchangesOfOthers() {
        PruneReport report = store.pruneExpired(OLDER_THAN_30_DAYS, Progress.NONE);

        assertThat(report.turns().count()).isEqualTo(7);
        assertThat(report.turns().wholeConversations()).isEqualTo(1);
        assertThat(store.conversationIds()).containsExactly("mixed", "young");
        assertThat(positions("mixed")).containsExactly(1L, 6L, 7L);
        assertThat(store.conversation("mixed").turns().get(0).role().instructs())
                .isTrue();
        assertThat(positions("young")).containsExactly(1L, 2L, 3L);
    }

    @Test
    void aDryRunCountsTheSameAndForgetsNothing() {
        PruneReport dry = store.pruneExpired(OLDER_THAN_30_DAYS.withDryRun(true), Progress.NONE);

        assertThat(positions("mixed")).hasSize(7);
        PruneReport real = store.pruneExpired(OLDER_THAN_30_DAYS, Progress.NONE);
        assertThat(dry.turns().count()).isEqualTo(real.turns().count());
        assertThat(dry.turns().wholeConversations()).isEqualTo(real.turns().wholeConversations());
        assertThat(store.pruneExpired(OLDER_THAN_30_DAYS, Progress.NONE).turns().count())
                .isZero();
    }

    @Test
    void noTurnIsForgottenUnasked() {
        store.pruneExpired(PruneOptions.DEFAULT.withSound(true), Progress.NONE);

        assertThat(positions("old")).hasSize(3);
    }

    @Test
    @SqliteOnly
    void forgottenTurnsLeaveNoBytesInAnyFile() throws IOException {
        store.conversation("mixed").summarize(SummarizeOptions.DEFAULT);
        assertThat(bytes()).contains("the first secret", "the second secret", "the third secret");

        assertThat(store.pruneExpired(OLDER_THAN_30_DAYS, Progress.NONE).erased())
                .isTrue();

        assertThat(bytes()).doesNotContain("the first secret", "the second secret", "the third secret");
        assertThat(bytes()).contains("the fresh words");
    }

    @Test
    void theConversationContinuesAfterForgottenTurns() {
        store.pruneExpired(OLDER_THAN_30_DAYS, Progress.NONE);
        Conversation chat = store.conversation("mixed");
        String exported = chat.export(ExportOptions.DEFAULT).json();
        String next = exported.substring(0, exported.length() - 2) + "," + Messages.user("and now?") + "]}";

        Recorded.Stored recorded =
                stored(chat.record(Exchange.of(next, Messages.reply(Messages.assistant("now this"), NOON))));

        assertThat(recorded.turns().from()).isEqualTo(8);
        assertThat(recorded.turns().count()).isEqualTo(2);
        assertThat(recorded.replaced()).isZero();
    }

    private void exchange(String conversation, int daysAgo, String words) {
        Instant at = NOON.minus(Duration.ofDays(daysAgo));
        Conversation chat = store.conversation(conversation);
        String request = Messages.written(Messages.system("be kind"), Messages.user("ask " + daysAgo));
        String reply = Messages.reply(Messages.assistant(words), at);
        if (!store.conversationIds().contains(conversation)) {
            chat.record(Exchange.of(request, reply).withAt(at));
            return;
        }
        String exported = chat.export(ExportOptions.DEFAULT).json();
        String next = exported.substring(0, exported.length() - 2) + "," + Messages.user("ask " + daysAgo) + "]}";
        chat.record(Exchange.of(next, reply).withAt(at));
    }

    private List<Long> positions(String conversation) {
        return store.conversation(conversation).turns().stream()
                .map(Turn::position)
                .toList();
    }

    /** All bytes of all files of the database. */
    private String bytes() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                all.writeBytes(Files.readAllBytes(file));
            }
        }
        return all.toString(StandardCharsets.ISO_8859_1);
    }
}
