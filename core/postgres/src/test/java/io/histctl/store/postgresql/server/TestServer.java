package io.histctl.store.postgresql.server;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Assumptions;

/**
 * The server of all tests of one JVM: the one that {@value #VARIABLE} names, else one that is started on first use. Without
 * either, tests that ask for it are skipped.
 */
public final class TestServer {
    /** The environment variable with the JDBC URL of a server, user and password included. */
    public static final String VARIABLE = "HISTCTL_TEST_POSTGRES";

    private TestServer() {}

    /** The JDBC URL of the server. */
    public static String url() {
        String named = System.getenv(VARIABLE);
        if (named != null && !named.isBlank()) {
            return named;
        }
        Assumptions.assumeTrue(
                PostgresServer.supported(),
                () -> "There are no PostgreSQL binaries for " + System.getProperty("os.name") + " on "
                        + System.getProperty("os.arch") + ". Name a server in " + VARIABLE + " to run this test.");
        return Started.SERVER.url();
    }

    public static Connection connect() throws SQLException {
        return DriverManager.getConnection(url());
    }

    /** Deletes a schema with all that it contains, so that a test begins on an empty one. */
    public static void dropSchema(String schema) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP SCHEMA IF EXISTS \"" + schema + "\" CASCADE");
        }
    }

    private static final class Started {
        private static final PostgresServer SERVER = PostgresServer.start("max_connections=200");
    }
}
