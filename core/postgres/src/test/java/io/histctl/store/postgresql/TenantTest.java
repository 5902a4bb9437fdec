package io.histctl.store.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.histctl.HistoryStore;
import io.histctl.StoreOptions;
import io.histctl.error.StoreException;
import io.histctl.model.Progress;
import io.histctl.prune.PruneOptions;
import io.histctl.store.postgresql.server.PostgresServer;
import io.histctl.testing.KilledProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Roles that may use the tables and not change them, with the policies that SCALE.md shows. */
class TenantTest {
    private static final Pattern SQL = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL);

    private static PostgresServer server;

    @BeforeAll
    static void migrate() throws Exception {
        assumeTrue(PostgresServer.supported());
        server = PostgresServer.start();
        HistoryStore.open(server.url(), StoreOptions.DEFAULT).close();
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            for (String tenant : new String[] {"kim", "alex"}) {
                statement.execute("CREATE ROLE " + tenant + " LOGIN");
                statement.execute("GRANT USAGE ON SCHEMA histctl TO " + tenant);
                statement.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA histctl TO " + tenant);
            }
            Matcher shown = SQL.matcher(Files.readString(Path.of("../SCALE.md")));
            assertThat(shown.find()).isTrue();
            statement.execute(shown.group(1));
            String ofTurns = shown.group(1).substring(shown.group(1).indexOf("ALTER TABLE histctl.turn "));
            for (String table : tablesLikeTurn(statement)) {
                statement.execute(ofTurns.replace("histctl.turn", "histctl." + table));
            }
        }
    }

    private static List<String> tablesLikeTurn(Statement statement) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery("SELECT table_name FROM information_schema.columns"
                + " WHERE table_schema = 'histctl' AND column_name = 'conversation_id'"
                + " AND table_name NOT IN ('turn', 'owner', 'pruning') AND table_name NOT LIKE 'audio_id%'")) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void aRoleWithoutRightsToChangeTablesRecordsAndPrunes() {
        try (HistoryStore store = open("kim", "kim")) {
            store.conversation("call").record(KilledProcess.exchange("first"));
            store.conversation("call").record(KilledProcess.exchange("second"));
            store.pruneExpired(PruneOptions.DEFAULT, Progress.NONE);

            assertThat(store.conversation("call").turns()).hasSize(4);
            assertThat(store.verify()).isEmpty();
        }
    }

    @Test
    void theDatabaseHidesOtherTenantsWhateverNamespaceARoleNames() throws SQLException {
        try (HistoryStore store = open("alex", "alex")) {
            store.conversation("private").record(KilledProcess.exchange("of alex"));
        }

        try (HistoryStore store = open("kim", "alex")) {
            assertThat(store.conversationIds()).isEmpty();
            assertThatThrownBy(() -> store.conversation("private").record(KilledProcess.exchange("of kim")))
                    .isInstanceOf(StoreException.class);
        }
        try (Connection connection = DriverManager.getConnection(url("kim"));
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM histctl.turn t"
                        + " WHERE position(convert_to('alex', 'UTF8') IN t.message) > 0")) {
            rows.next();
            assertThat(rows.getInt(1)).isZero();
        }
    }

    private static HistoryStore open(String role, String namespace) {
        return HistoryStore.open(
                url(role),
                StoreOptions.DEFAULT
                        .withMigrate(false)
                        .withNamespace(namespace)
                        .withBusyTimeout(Duration.ofSeconds(1)));
    }

    private static String url(String role) {
        return server.url().replace("user=postgres", "user=" + role);
    }
}
