package io.histctl.store.postgresql.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.histctl.Conversation;
import io.histctl.HistoryStore;
import io.histctl.StoreOptions;
import io.histctl.store.postgresql.server.TestServer;
import io.histctl.testing.KilledProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How often an exchange waits for the server, which is what it costs on a network. */
class RoundTripTest {
    private static final String SCHEMA = "round_trips";
    private static final StoreOptions OPTIONS = StoreOptions.DEFAULT.withSchema(SCHEMA);

    private WireProxy proxy;
    private HistoryStore store;
    private int said;

    @BeforeEach
    void open() throws Exception {
        TestServer.dropSchema(SCHEMA);
        proxy = new WireProxy(TestServer.url());
        store = HistoryStore.open(proxy.url(), OPTIONS);
    }

    @AfterEach
    void close() throws Exception {
        store.close();
        proxy.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 300})
    void anExchangeOfAKnownConversationIsOneRoundTripWhateverItsLength(int before) {
        Conversation chat = store.conversation("call");
        for (int i = 0; i < before; i++) {
            exchange(chat);
        }

        assertThat(roundTrips(() -> exchange(chat))).isEqualTo(1);
    }

    @Test
    void anExchangeOfAConversationThatMustBeReadFirstIsTwoRoundTrips() {
        exchange(store.conversation("call"));
        try (HistoryStore other = HistoryStore.open(proxy.url(), OPTIONS)) {
            exchange(other.conversation("another"));

            assertThat(roundTrips(() -> exchange(other.conversation("call")))).isEqualTo(2);
        }
    }

    @Test
    void anExchangeThatLostARaceIsThreeRoundTrips() {
        exchange(store.conversation("call"));
        try (HistoryStore other = HistoryStore.open(TestServer.url(), OPTIONS)) {
            exchange(other.conversation("call"));

            assertThat(roundTrips(() -> exchange(store.conversation("call")))).isEqualTo(3);
            assertThat(store.conversation("call").turns()).hasSize(6);
        }
    }

    private void exchange(Conversation chat) {
        chat.record(KilledProcess.exchange("round trip " + said++));
    }

    private long roundTrips(Runnable work) {
        long before = proxy.roundTrips();
        work.run();
        return proxy.roundTrips() - before;
    }
}
