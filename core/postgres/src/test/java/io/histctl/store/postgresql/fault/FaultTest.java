package io.histctl.store.postgresql.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.histctl.HistoryStore;
import io.histctl.StoreOptions;
import io.histctl.model.Turn;
import io.histctl.record.Exchange;
import io.histctl.store.postgresql.server.TestServer;
import io.histctl.testing.ChildProcess;
import io.histctl.testing.KilledProcess;
import io.histctl.testing.Messages;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Every third commit fails; {@code -Dhistctl.exchanges=200} sets how many exchanges each writer records. */
class FaultTest {
    private static final int EXCHANGES = Integer.getInteger("histctl.exchanges", 15);
    private static final int WRITERS = 8;
    private static final String SCHEMA = "faults";

    private final Faults faults = new Faults(20_261_128, 0.33);

    @AfterEach
    void drop() throws Exception {
        TestServer.dropSchema(SCHEMA);
    }

    @ParameterizedTest
    @ValueSource(strings = {"read committed", "serializable"})
    void aConversationIsTheSameAsWithoutFaults(String isolation) {
        try (HikariDataSource pool = pool(isolation);
                HistoryStore store = open(pool);
                HistoryStore expected = HistoryStore.inMemory(Clock.systemUTC())) {
            faults.start();
            for (int i = 0; i < 4 * EXCHANGES; i++) {
                store.conversation("call").record(KilledProcess.exchange("words " + i));
                expected.conversation("call").record(KilledProcess.exchange("words " + i));
            }
            faults.stop();

            assertThat(lines(store)).isEqualTo(lines(expected));
            assertThat(store.verify()).isEmpty();
            assertThat(faults.injected()).isPositive();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"read committed", "serializable"})
    void writersOfOneConversationLoseNothingAndDoubleNothing(String isolation) {
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
        try (HikariDataSource pool = pool(isolation);
                HistoryStore store = open(pool)) {
            faults.start();
            List<CompletableFuture<Void>> writers = IntStream.range(0, WRITERS)
                    .mapToObj(writer -> CompletableFuture.runAsync(() -> write(store, writer), threads))
                    .toList();
            writers.forEach(CompletableFuture::join);
            faults.stop();

            store.conversationIds().forEach(id -> ChildProcess.assertNoHalfExchange(store.conversation(id)));
            assertThat(store.conversation("shared").turns()).hasSize(2 * WRITERS / 2 * EXCHANGES);
            for (int writer = 1; writer < WRITERS; writer += 2) {
                assertThat(store.conversation("own " + writer).turns()).hasSize(2 * EXCHANGES);
            }
            assertThat(store.verify()).isEmpty();
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aMessageWithoutAnIdentityIsStoredOnceForEachCall() {
        try (HikariDataSource pool = pool("read committed");
                HistoryStore store = open(pool)) {
            faults.start();
            for (int i = 0; i < EXCHANGES; i++) {
                store.conversation("yes")
                        .record(Exchange.of(
                                Messages.written(Messages.user("Yes")),
                                "{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"Good " + i
                                        + "\"}}]}"));
            }
            faults.stop();

            assertThat(store.conversation("yes").turns()).hasSize(2 * EXCHANGES);
        }
    }

    /** Half of the writers share a conversation; each of the others has one of its own. */
    private static void write(HistoryStore store, int writer) {
        String conversation = writer % 2 == 0 ? "shared" : "own " + writer;
        for (int i = 0; i < EXCHANGES; i++) {
            store.conversation(conversation).record(KilledProcess.exchange("writer " + writer + " exchange " + i));
        }
    }

    private static List<String> lines(HistoryStore store) {
        return store.conversation("call").turns().stream().map(FaultTest::line).toList();
    }

    private static String line(Turn turn) {
        return turn.position() + " " + turn.role() + " " + turn.standing() + " " + turn.message() + " " + turn.audio();
    }

    private HikariDataSource pool(String isolation) {
        PGSimpleDataSource real = new PGSimpleDataSource();
        real.setUrl(TestServer.url());
        real.setOptions("-c default_transaction_isolation=" + isolation.replace(" ", "\\ "));
        HikariConfig config = new HikariConfig();
        config.setDataSource(new FaultyDataSource(real, faults));
        config.setMaximumPoolSize(WRITERS + 1);
        config.setMinimumIdle(0);
        return new HikariDataSource(config);
    }

    private static HistoryStore open(HikariDataSource pool) {
        return HistoryStore.open(pool, StoreOptions.DEFAULT.withSchema(SCHEMA).withBusyTimeout(Duration.ofMinutes(1)));
    }
}
