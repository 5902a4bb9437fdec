package io.histctl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Damaged and inaccessible files end in a sentence; time zones make no difference. */
class FaultTest {
    private static final String EXAMPLE = "examples/paused-call.jsonl";
    private static final String CALL = "zurich-by-train";
    private static final String REQUEST = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";

    @TempDir
    Path folder;

    private final TimeZone zone = TimeZone.getDefault();
    private Path database;
    private Histctl histctl;

    @BeforeEach
    void open() {
        database = folder.resolve("own").resolve("history.db");
        histctl = new Histctl(database);
    }

    @AfterEach
    void restore() throws IOException {
        TimeZone.setDefault(zone);
        if (Files.exists(database) && isPosix()) {
            Files.setPosixFilePermissions(database.getParent(), PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void anExportOfAllNamesADamagedConversationAndContinues() throws Exception {
        histctl.stdin(REQUEST).run("record", "first", "--request", "-");
        histctl.run("import", EXAMPLE);
        histctl.stdin(REQUEST).run("record", "last", "--request", "-");
        damage("UPDATE turn SET message = CAST(replace(message, '}', '\"') AS BLOB) WHERE position = 8");

        Histctl.Result result = histctl.run("export", "--all");

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.out().lines().map(line -> line.split(",", -1)[0]))
                .containsExactly("{\"conversation\":\"first\"", "{\"conversation\":\"last\"");
        assertThat(result.err())
                .startsWith("histctl: " + CALL + " was not exported: turn 8 of " + CALL + " is damaged in the store")
                .hasLineCount(1);
    }

    @Test
    void aDamagedNameDoesNotHideOtherConversations() throws Exception {
        histctl.stdin(REQUEST).run("record", "first", "--request", "-");
        histctl.stdin(REQUEST).run("record", "last", "--request", "-");
        damage("UPDATE conversation SET name = CAST(X'6669FF7374' AS TEXT) WHERE name = 'first'");

        Histctl.Result list = histctl.run("list");
        Histctl.Result all = histctl.run("export", "--all");
        Histctl.Result verify = histctl.run("verify");

        assertThat(list.out().lines().map(line -> line.split(" ", -1)[0])).contains("fi\uFFFDst", "last");
        assertThat(all.exit()).isEqualTo(1);
        assertThat(all.out()).startsWith("{\"conversation\":\"last\"").hasLineCount(1);
        assertThat(all.err()).contains("fi\uFFFDst was not exported: ").hasLineCount(1);
        assertThat(verify.exit()).isEqualTo(1);
        assertThat(verify.out()).contains("fi\uFFFDst: the index of conversations does not contain it");
    }

    @Test
    void verifyFindsAFlippedBitWithinWordsSettingsTranscriptsAndSummaries() throws Exception {
        histctl.run("import", EXAMPLE);
        Files.writeString(folder.resolve("words"), "I want to go by train");
        histctl.run("transcript", CALL, "2", folder.resolve("words").toString());
        histctl.run("summarize", CALL);
        damage(
                "UPDATE turn SET message = CAST(replace(message, 'How lovely', 'How lonely') AS BLOB) WHERE position = 3");
        damage("UPDATE conversation SET settings = CAST(replace(settings, 'alloy', 'ally!') AS BLOB)");
        damage("UPDATE transcript SET text = 'I want to go by drain'");
        damage("UPDATE summary SET text = replace(text, 'A', 'B')");

        Histctl.Result result = histctl.run("verify");

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.out())
                .contains(CALL + ": its own row has changed since it was written\n")
                .contains(CALL + ", turn 3: it has changed since it was written\n")
                .contains(CALL + ", turn 2: it has changed since it was written\n")
                .contains("the summary through this turn has changed since it was written\n");
    }

    @Test
    void timeZonesAndSummerTimeChangeNothing() {
        Set<String> printed = new HashSet<>();
        // on these days an hour is skipped or repeated there
        for (String place : List.of("UTC", "America/New_York", "Asia/Kathmandu", "Pacific/Apia", "Europe/London")) {
            TimeZone.setDefault(TimeZone.getTimeZone(place));
            StringBuilder all = new StringBuilder();
            for (String at : List.of("2026-03-08T07:30:00Z", "2026-06-05T22:10:00Z", "2026-10-25T01:30:00Z")) {
                Histctl fresh = new Histctl(folder.resolve(place.replace('/', '-') + at.substring(0, 10) + ".db"));
                fresh.run("import", EXAMPLE);
                for (String[] call : new String[][] {
                    {"list", "--at", at},
                    {"show", CALL, "--at", at},
                    {"export", CALL, "--at", at},
                    {"summarize", CALL},
                    {"prune-expired", "--at", at}
                }) {
                    all.append(fresh.run(call));
                }
            }
            printed.add(all.toString());
        }
        assertThat(printed).hasSize(1);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void writingToAReadOnlyFileIsReported() throws IOException {
        assumeNotRoot();
        histctl.run("import", EXAMPLE);
        Files.setPosixFilePermissions(database, PosixFilePermissions.fromString("r--------"));

        assertFails(histctl.stdin(REQUEST).run("record", "new", "--request", "-"), database + " can't be written");
        assertFails(histctl.run("delete", CALL), database + " can't be written");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aFolderWithoutPermissionIsReported() throws IOException {
        assumeNotRoot();
        histctl.run("import", EXAMPLE);
        Files.setPosixFilePermissions(database.getParent(), PosixFilePermissions.fromString("---------"));
        assertFails(histctl.run("list"), database.toString());

        Files.setPosixFilePermissions(database.getParent(), PosixFilePermissions.fromString("r-x------"));
        assertFails(histctl.stdin(REQUEST).run("record", "new", "--request", "-"), database.toString());
        assertFails(
                new Histctl(database.resolveSibling("other.db")).run("list"),
                database.resolveSibling("other.db") + " can't be made");
    }

    @Test
    void noOptionAcceptsAKeySinceProcessListsWouldShowIt() {
        for (String command : List.of("export", "summarize", "record", "import")) {
            String help = histctl.run(command, "--help").out();
            assertThat(help).containsPattern("--[a-z]").doesNotContainPattern("--(api-?)?key(?!-file)");
        }
        assertThat(histctl.run("summarize", "--help").out()).contains("--key-file");
    }

    @Test
    void partOfAnInterruptedBackupIsReported() throws IOException {
        histctl.run("import", EXAMPLE);
        Path copy = folder.resolve("backup.db");
        Path part = Files.writeString(folder.resolve("backup.db.1f3c.part"), "half");
        Files.writeString(folder.resolve("other.db.1f3c.part"), "half");

        Histctl.Result result = histctl.run("backup", copy.toString());

        assertThat(result.exit()).isZero();
        assertThat(result.out()).isEqualTo("copied to " + copy + "\n");
        assertThat(result.err())
                .startsWith("note: " + part + " is part of a backup")
                .hasLineCount(1);
        assertThat(part).exists();
    }

    private void assertFails(Histctl.Result result, String beginning) {
        assertThat(result.exit()).as(result.toString()).isEqualTo(1);
        assertThat(result.err()).startsWith("histctl: " + beginning).hasLineCount(1);
    }

    /** Permissions do not restrict root. */
    private void assumeNotRoot() throws IOException {
        Path probe = Files.createFile(folder.resolve("probe"), PosixFilePermissions.asFileAttribute(Set.of()));
        assumeFalse(Files.isReadable(probe), "permissions do not bind this user");
    }

    private boolean isPosix() {
        return database.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private void damage(String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isPositive();
        }
    }
}
