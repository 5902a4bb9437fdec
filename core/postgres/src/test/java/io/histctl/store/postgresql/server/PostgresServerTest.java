package io.histctl.store.postgresql.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresServerTest {
    @BeforeEach
    void platformHasBinaries() {
        assumeTrue(PostgresServer.supported());
    }

    @Test
    void theServerOfTheTestsAnswers() throws Exception {
        assertThat(count(TestServer.url(), "(SELECT 1) AS one")).isEqualTo(1);
    }

    @Test
    void committedRowsSurviveAKilledServer() throws Exception {
        try (PostgresServer server = PostgresServer.start()) {
            try (Connection connection = server.connect();
                    Statement statement = connection.createStatement()) {
                insert(statement, 100);
                server.kill();

                assertThatThrownBy(() -> statement.execute("INSERT INTO numbers VALUES (-1)"))
                        .isInstanceOf(SQLException.class);
            }
            server.restart();

            assertThat(count(server.url(), "numbers")).isEqualTo(100);
        }
    }

    @Test
    void aPromotedStandbyHasEveryAcknowledgedRow() throws Exception {
        try (PostgresServer primary = PostgresServer.start();
                PostgresServer standby = primary.startStandby()) {
            primary.replicateSynchronously();
            try (Connection connection = primary.connect();
                    Statement statement = connection.createStatement()) {
                insert(statement, 100);
            }
            primary.kill();
            standby.promote();

            String either = "jdbc:postgresql://127.0.0.1:" + primary.port() + ",127.0.0.1:" + standby.port()
                    + "/postgres?user=postgres&targetServerType=primary&hostRecheckSeconds=0";
            assertThat(count(either, "numbers")).isEqualTo(100);
        }
    }

    private static void insert(Statement statement, int rows) throws SQLException {
        statement.execute("CREATE TABLE numbers (n int PRIMARY KEY)");
        for (int i = 0; i < rows; i++) {
            statement.execute("INSERT INTO numbers VALUES (" + i + ")");
        }
    }

    private static int count(String url, String from) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM " + from)) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
