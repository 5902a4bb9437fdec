package io.histctl.store.postgresql.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.histctl.HistoryStore;
import io.histctl.StoreOptions;
import io.histctl.error.StoreException;
import io.histctl.store.postgresql.server.PostgresServer;
import io.histctl.store.postgresql.server.TestServer;
import io.histctl.testing.ChildProcess;
import io.histctl.testing.KilledProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Servers that are killed, replaced by their standby, or cut off by the network. */
class LostServerTest {
    private static final int WRITERS = 8;

    @Test
    void aServerThatIsAwayIsReportedInOneSentenceAndFoundAgain() throws Exception {
        StoreOptions options = StoreOptions.DEFAULT.withSchema("lost_server").withBusyTimeout(Duration.ofMillis(300));
        try (WireProxy proxy = new WireProxy(TestServer.url());
                HistoryStore store = HistoryStore.open(proxy.url(), options)) {
            store.conversation("call").record(KilledProcess.exchange("before"));
            proxy.cut();

            assertThatThrownBy(() -> store.conversation("call").record(KilledProcess.exchange("meanwhile")))
                    .isInstanceOf(StoreException.class)
                    .hasMessageMatching("postgresql://127.0.0.1:\\d+/\\S+ can't be reached; check that the server is"
                            + " running, its address and the network");

            proxy.restore();
            store.conversation("call").record(KilledProcess.exchange("after"));
            assertThat(store.conversation("call").turns()).hasSize(4);
        } finally {
            TestServer.dropSchema("lost_server");
        }
    }

    @Test
    void aServerThatIsKilledAndRestartedUnderEightWritersLosesNothing() throws Exception {
        assumeTrue(PostgresServer.supported());
        try (PostgresServer server = PostgresServer.start()) {
            Writers writers = new Writers(server.url());
            writers.awaitExchanges(50);
            server.kill();
            server.restart();
            writers.awaitExchanges(50);
            writers.stop();

            writers.assertAllStoredOnce(server.url());
        }
    }

    @Test
    void aStandbyThatIsPromotedUnderEightWritersHasEverythingOnce() throws Exception {
        assumeTrue(PostgresServer.supported());
        try (PostgresServer primary = PostgresServer.start();
                PostgresServer standby = primary.startStandby()) {
            primary.replicateSynchronously();
            Writers writers = new Writers("jdbc:postgresql://127.0.0.1:" + primary.port() + ",127.0.0.1:"
                    + standby.port() + "/postgres?user=postgres&hostRecheckSeconds=0");
            writers.awaitExchanges(50);
            primary.kill();
            standby.promote();
            writers.awaitExchanges(50);
            writers.stop();

            writers.assertAllStoredOnce(standby.url());
        }
    }

    /** Eight threads that record until they are stopped; half of them share a conversation. */
    private static final class Writers {
        private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        private final AtomicBoolean stopped = new AtomicBoolean();
        private final ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
        private final List<CompletableFuture<Void>> writing = new ArrayList<>();
        private final HistoryStore store;

        Writers(String url) {
            store = HistoryStore.open(url, StoreOptions.DEFAULT.withBusyTimeout(Duration.ofMinutes(2)));
            for (int i = 0; i < WRITERS; i++) {
                int number = i;
                writing.add(CompletableFuture.runAsync(() -> write(number), threads));
            }
        }

        private void write(int number) {
            String conversation = number % 2 == 0 ? "shared" : "own " + number;
            for (int i = 0; !stopped.get(); i++) {
                String words = "writer " + number + " exchange " + i;
                store.conversation(conversation).record(KilledProcess.exchange(words));
                acknowledged.add(words);
            }
        }

        /** Waits until this many more exchanges are acknowledged. */
        void awaitExchanges(int count) throws InterruptedException {
            int goal = acknowledged.size() + count;
            while (acknowledged.size() < goal && writing.stream().noneMatch(CompletableFuture::isDone)) {
                Thread.sleep(20);
            }
        }

        void stop() {
            stopped.set(true);
            writing.forEach(CompletableFuture::join);
            threads.shutdown();
            store.close();
        }

        void assertAllStoredOnce(String url) {
            try (HistoryStore survivor = HistoryStore.open(url, StoreOptions.DEFAULT)) {
                List<String> stored = survivor.conversationIds().stream()
                        .flatMap(id -> survivor.conversation(id).turns().stream())
                        .map(turn -> turn.message().audioTranscript())
                        .filter(words -> words != null)
                        .toList();
                assertThat(stored).doesNotHaveDuplicates();
                assertThat(stored.stream().collect(Collectors.toSet())).isEqualTo(acknowledged);
                survivor.conversationIds().forEach(id -> ChildProcess.assertNoHalfExchange(survivor.conversation(id)));
                assertThat(survivor.verify()).isEmpty();
                System.out.printf(
                        "| server lost under %d writers | %d acknowledged | %d stored | 0 lost | 0 twice |%n",
                        WRITERS, acknowledged.size(), stored.size());
            }
        }
    }
}
