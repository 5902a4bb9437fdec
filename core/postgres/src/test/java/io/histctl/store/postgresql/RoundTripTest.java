package io.histctl.store.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import io.histctl.Conversation;
import io.histctl.HistoryStore;
import io.histctl.StoreOptions;
import io.histctl.record.Exchange;
import io.histctl.store.postgresql.server.TestServer;
import io.histctl.testing.Messages;
import io.histctl.testing.SpokenReply;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On a network, the number of round trips is what recording costs. */
class RoundTripTest {
    private static final String SCHEMA = "trips";
    private static final StoreOptions OPTIONS = StoreOptions.DEFAULT.withSchema(SCHEMA);

    private final AtomicInteger trips = new AtomicInteger();
    private HistoryStore store;
    private int number;

    @BeforeEach
    void open() throws SQLException {
        TestServer.dropSchema(SCHEMA);
        store = HistoryStore.open(counting(new DriverSource(TestServer.url(), new Properties())), OPTIONS);
    }

    @AfterEach
    void close() throws SQLException {
        store.close();
        TestServer.dropSchema(SCHEMA);
    }

    @Test
    void anExchangeOfAKnownConversationIsOne() {
        Conversation chat = store.conversation("call");
        record(chat);
        for (int i = 0; i < 20; i++) {
            assertThat(record(chat)).isEqualTo(1);
        }
        assertThat(store.verify()).isEmpty();
    }

    @Test
    void anExchangeWhoseConversationMustBeReadIsTwo() {
        Conversation chat = store.conversation("call");
        assertThat(record(chat)).isEqualTo(2);
        try (HistoryStore other = HistoryStore.open(TestServer.url(), OPTIONS)) {
            record(other.conversation("call"));
        }
        // the remembered state is out of date, and is read anew
        assertThat(record(chat)).isEqualTo(3);
        assertThat(store.conversation("call").turns()).hasSize(6);
    }

    /** Records one exchange, and returns how many round trips it took. */
    private int record(Conversation chat) {
        number++;
        SpokenReply reply = SpokenReply.reply("Answer " + number + ".");
        int before = trips.get();
        chat.record(Exchange.of(Messages.voice(Messages.user("Question " + number + "?")), reply.whole()));
        return trips.get() - before;
    }

    private DataSource counting(DataSource source) {
        return proxy(DataSource.class, source);
    }

    private <T> T proxy(Class<T> type, Object real) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    boolean transaction = method.getName().equals("commit")
                            || method.getName().equals("rollback");
                    if (method.getName().startsWith("execute") || transaction) {
                        trips.incrementAndGet();
                    }
                    try {
                        Object result = method.invoke(real, arguments);
                        if (result instanceof Connection || result instanceof Statement) {
                            return proxy(method.getReturnType(), result);
                        }
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
