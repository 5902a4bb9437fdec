package io.histctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.histctl.store.postgresql.server.TestServer;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line on a PostgreSQL server. */
class ServerDatabaseTest {
    private static final String SCHEMA = "command_line";
    private static final String HISTORY = "examples/paused-call.jsonl";
    private static final String SECRET = "p4ssw0rd-in-a-test";

    @TempDir
    Path folder;

    private Histctl server;

    @BeforeEach
    void empty() throws Exception {
        TestServer.dropSchema(SCHEMA);
        server = Histctl.with(Map.of("HISTCTL_DB", address("schema=" + SCHEMA)));
    }

    @AfterEach
    void drop() throws Exception {
        TestServer.dropSchema(SCHEMA);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "list",
                "show zurich-by-train",
                "export zurich-by-train --at 2026-06-05T21:30:00Z",
                "export zurich-by-train --at 2026-06-05T22:10:00Z",
                "export --all",
                "prune-expired --at 2026-06-05T22:10:00Z --dry-run",
                "prune-expired --at 2026-06-05T22:10:00Z",
                "summarize zurich-by-train",
                "verify",
                "delete zurich-by-train",
                "show nowhere"
            })
    void aCommandPrintsWhatItPrintsForAFile(String command) {
        Histctl file = new Histctl(folder.resolve("history.db"));
        assertThat(server.run("import", HISTORY)).isEqualTo(file.run("import", HISTORY));

        Histctl.Result result = server.run(command.split(" "));

        Histctl.Result expected = file.run(command.split(" "));
        assertThat(result.exit()).isEqualTo(expected.exit());
        assertThat(result.out()).isEqualTo(expected.out());
    }

    @Test
    void aStoreMovesToAServerAndBack() {
        Histctl file = new Histctl(folder.resolve("history.db"));
        file.run("import", HISTORY);
        String there = address("schema=" + SCHEMA);
        String back = folder.resolve("back.db").toString();

        assertThat(file.run("copy", "--to", there).out()).startsWith("copied 1 conversation;");
        assertThat(file.run("copy", "--from", there, "--to", back).out()).startsWith("copied 1 conversation;");

        assertThat(new Histctl(Path.of(back)).run("export", "--all").out())
                .isEqualTo(file.run("export", "--all").out())
                .isEqualTo(server.run("export", "--all").out());
    }

    @Test
    void namespacesDoNotSeeEachOther() {
        server.run("import", HISTORY, "--namespace", "one");

        assertThat(server.run("list", "--json", "--namespace", "two").out()).doesNotContain("zurich-by-train");
        assertThat(server.run("list", "--json", "--namespace", "one").out()).contains("zurich-by-train");
    }

    @Test
    void onlyMigrateCreatesTheTablesIfAsked() {
        Histctl.Result refused = server.run("import", HISTORY, "--no-migrate");
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("migrate it first");

        assertThat(server.run("migrate").exit()).isZero();
        assertThat(server.run("import", HISTORY, "--no-migrate").exit()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://kim:" + SECRET + "@127.0.0.1:1/chats",
                "postgresql://127.0.0.1:1/chats?user=kim&password=" + SECRET,
                "postgresql://kim:" + SECRET + "@",
                "nosuch://kim:" + SECRET + "@127.0.0.1/chats",
                "jdbc:nosuch:" + SECRET
            })
    void noPasswordIsPrinted(String address) {
        Histctl.Result result =
                Histctl.with(Map.of()).run("list", "--stacktrace", "--busy-timeout", "0s", "--db", address);
        assertThat(result.exit()).isNotZero();
        assertThat(result.out() + result.err()).doesNotContain(SECRET);
    }

    @Test
    void aDatabaseThatIsMissingIsReportedWithoutThePassword() {
        URI known = URI.create(TestServer.url().substring("jdbc:".length()));
        Histctl.Result result = Histctl.with(Map.of("PGUSER", "postgres", "PGPASSWORD", SECRET))
                .run("list", "--stacktrace", "--db", "postgresql://" + known.getAuthority() + "/nowhere");
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err())
                .startsWith("histctl: postgresql://" + known.getAuthority() + "/nowhere ")
                .doesNotContain(SECRET);
    }

    /** The server's address in the form of psql. */
    private static String address(String option) {
        String url = TestServer.url().substring("jdbc:".length());
        return url + (url.contains("?") ? "&" : "?") + option;
    }
}
