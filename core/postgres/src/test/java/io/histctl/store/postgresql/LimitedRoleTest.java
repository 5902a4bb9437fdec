package io.histctl.store.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.histctl.HistoryStore;
import io.histctl.StoreOptions;
import io.histctl.error.StoreException;
import io.histctl.model.Progress;
import io.histctl.prune.PruneOptions;
import io.histctl.record.Exchange;
import io.histctl.store.postgresql.server.TestServer;
import io.histctl.testing.Messages;
import io.histctl.testing.SpokenReply;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A role that may only read and write rows works once the schema is migrated. */
class LimitedRoleTest {
    private static final String SCHEMA = "limited";
    private static final String ROLE = "histctl_limited";
    private static final StoreOptions OPTIONS = StoreOptions.DEFAULT.withSchema(SCHEMA);

    @BeforeEach
    void createRole() throws SQLException {
        TestServer.dropSchema(SCHEMA);
        execute("CREATE ROLE " + ROLE);
    }

    @AfterEach
    void drop() throws SQLException {
        TestServer.dropSchema(SCHEMA);
        execute("DROP OWNED BY " + ROLE + "; DROP ROLE " + ROLE);
    }

    @Test
    void itRecordsAndPrunes() throws SQLException {
        HistoryStore.open(TestServer.url(), OPTIONS).close();
        execute("GRANT USAGE ON SCHEMA " + SCHEMA + " TO " + ROLE
                + "; GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA " + SCHEMA + " TO " + ROLE);

        try (HistoryStore store = HistoryStore.open(limited(), OPTIONS)) {
            store.conversation("call")
                    .record(Exchange.of(
                            Messages.voice(Messages.user("Hello?")),
                            SpokenReply.reply("Hello.").whole()));
            store.pruneExpired(PruneOptions.DEFAULT, Progress.NONE);
            assertThat(store.conversation("call").turns()).hasSize(2);
            assertThat(store.verify()).isEmpty();
        }
    }

    @Test
    void itCanNotMigrate() {
        assertThatThrownBy(() -> HistoryStore.open(limited(), OPTIONS))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("does not let this user do that");
        assertThatThrownBy(() -> HistoryStore.open(limited(), OPTIONS.withMigrate(false)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("migrate it first");
    }

    private static DriverSource limited() {
        Properties properties = new Properties();
        properties.setProperty("options", "-c role=" + ROLE);
        return new DriverSource(TestServer.url(), properties);
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = TestServer.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
