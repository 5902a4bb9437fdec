package io.histctl.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.histctl.Conversation;
import io.histctl.HistoryStore;
import io.histctl.StoreOptions;
import io.histctl.export.Export;
import io.histctl.export.ExportOptions;
import io.histctl.model.Progress;
import io.histctl.prune.PruneOptions;
import io.histctl.prune.PruneReport;
import io.histctl.resume.Policy;
import io.histctl.testing.ChildProcess;
import io.histctl.testing.KilledProcess;
import io.histctl.testing.SqliteOnly;
import io.histctl.testing.TestStores;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many processes, or many threads, on one file. Each records {@code -Dhistctl.exchanges=200} exchanges. */
class ConcurrencyTest {
    private static final int CROWD = 8;
    private static final int EXCHANGES = Integer.getInteger("histctl.exchanges", 15);
    private static final int ENDLESS = 1_000_000;

    @TempDir
    Path folder;

    @Test
    void eightProcessesLoseNothingWhileOthersPruneAndExport() throws Exception {
        Path file = folder.resolve("history.db");
        List<ChildProcess> children = new ArrayList<>();
        try (HistoryStore store = TestStores.open(file)) {
            store.conversation("shared").record(KilledProcess.exchange("first"));
            ChildProcess pruner = ChildProcess.start(file, "prune", "", ENDLESS);
            for (int i = 0; i < CROWD; i++) {
                children.add(ChildProcess.start(file, work(i), work(i) + i, EXCHANGES));
            }
            int exports = 0;
            for (; children.stream().anyMatch(ChildProcess::isAlive); exports++) {
                assertWholeExchanges(store.conversation("shared"));
            }
            for (ChildProcess child : children) {
                assertThat(child.join()).as(child.errors()).hasSize(EXCHANGES);
                assertThat(child.exit()).isZero();
            }
            assertThat(pruner.isAlive()).as("pruned to the end").isTrue();
            pruner.kill();
            assertAllStored(store);
            print("processes", exports);
        }
    }

    /** SQLite lets nobody write while a checkpoint waits for readers, and a prune's waits as long as a write would. */
    @Test
    @SqliteOnly
    void aWriterDoesNotWaitForAPruneThatWaitsForAReader() throws Exception {
        Path file = folder.resolve("history.db");
        Duration patience = Duration.ofSeconds(2);
        try (HistoryStore store = TestStores.open(file, StoreOptions.DEFAULT.withBusyTimeout(patience));
                HistoryStore other = TestStores.open(file)) {
            store.conversation("a").record(KilledProcess.exchange("first"));
            try (Connection reader = DriverManager.getConnection("jdbc:sqlite:" + file);
                    Statement held = reader.createStatement()) {
                reader.setAutoCommit(false);
                held.executeQuery("SELECT * FROM turn").next();
                other.conversation("a").record(KilledProcess.exchange("second"));
                CompletableFuture<PruneReport> prune =
                        CompletableFuture.supplyAsync(() -> store.pruneExpired(PruneOptions.DEFAULT, Progress.NONE));
                long longest = 0;
                for (int i = 0; !prune.isDone(); i++) {
                    long begin = System.nanoTime();
                    other.conversation("a").record(KilledProcess.exchange("more-" + i));
                    longest = Math.max(longest, System.nanoTime() - begin);
                }

                assertThat(prune.join().erased()).isFalse();
                assertThat(Duration.ofNanos(longest)).isLessThan(patience.dividedBy(2));
            }
        }
    }

    @Test
    void eightThreadsLoseNothingWhileOthersPruneAndExport() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CROWD + 1);
        try (HistoryStore store = TestStores.open(folder.resolve("history.db"))) {
            store.conversation("shared").record(KilledProcess.exchange("first"));
            List<Future<?>> crowd = new ArrayList<>();
            for (int i = 0; i < CROWD; i++) {
                String name = work(i) + i;
                Conversation chat = store.conversation(i % 2 == 0 ? "shared" : name);
                crowd.add(threads.submit(() -> {
                    for (int j = 0; j < EXCHANGES; j++) {
                        chat.record(KilledProcess.exchange(name + "-" + j));
                    }
                }));
            }
            Future<?> pruner = threads.submit(() -> {
                while (!crowd.stream().allMatch(Future::isDone)) {
                    store.pruneExpired(PruneOptions.DEFAULT.withSound(true), Progress.NONE);
                }
            });
            int exports = 0;
            for (; !crowd.stream().allMatch(Future::isDone); exports++) {
                assertWholeExchanges(store.conversation("shared"));
            }
            for (Future<?> each : crowd) {
                each.get();
            }
            pruner.get();
            assertAllStored(store);
            print("threads", exports);
        } finally {
            threads.shutdownNow();
        }
    }

    /** Half of the processes share a conversation; each of the others has one of its own. */
    private static String work(int number) {
        return number % 2 == 0 ? "record" : "own";
    }

    private static void assertAllStored(HistoryStore store) {
        store.conversationIds().forEach(id -> ChildProcess.assertNoHalfExchange(store.conversation(id)));
        long turns = store.conversationIds().stream()
                .mapToLong(id -> store.conversation(id).turns().size())
                .sum();
        assertThat(turns).isEqualTo(2L * (CROWD * EXCHANGES + 1));
        assertThat(store.verify()).isEmpty();
    }

    /** An export is a snapshot: in it, each question is directly followed by its reply. */
    private static void assertWholeExchanges(Conversation chat) throws IOException {
        Export export = chat.export(
                ExportOptions.DEFAULT.withPolicy(Policy.transcript()).withMessagesOnly(true));
        JsonNode messages = new ObjectMapper().readTree(export.json());
        assertThat(messages.size()).isEven().isEqualTo(export.report().turns().size());
        for (int i = 0; i < messages.size(); i += 2) {
            assertThat(messages.at("/" + i + "/content").textValue())
                    .isEqualTo("ask " + messages.at("/" + (i + 1) + "/content").textValue());
        }
    }

    private static void print(String crowd, int exports) {
        System.out.printf(
                "| %d %s, %d exchanges each | all %d stored | %d exports, each whole |%n",
                CROWD, crowd, EXCHANGES, CROWD * EXCHANGES, exports);
    }
}
