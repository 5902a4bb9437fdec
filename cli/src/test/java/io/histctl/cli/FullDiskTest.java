package io.histctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.histctl.HistoryStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Writes without free space: a limit of file sizes stands in for a full disk, since it needs no permissions. */
@DisabledOnOs(OS.WINDOWS)
class FullDiskTest {
    private static final int BLOCKS = 128; // 64 KiB
    private static final String LATE = "2026-06-06T22:10:00Z";

    @TempDir
    Path folder;

    private Path database;
    private Outside outside;
    private Histctl histctl;

    @BeforeEach
    void open() throws IOException {
        database = folder.resolve("history.db");
        outside = new Outside(folder, database);
        histctl = new Histctl(database);
        Files.writeString(folder.resolve("more.jsonl"), lines("more", 40));
        Files.writeString(folder.resolve("words"), "What the caller said.");
        Files.writeString(folder.resolve("reply.json"), reply(7_000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "record call 0 --response DIR/reply.json",
                "import DIR/more.jsonl",
                "prune-expired --yes --at " + LATE,
                "prune-expired --yes --vacuum --at " + LATE,
                "prune-expired --yes --turns --older-than 1h --at " + LATE,
                "summarize call 0",
                "transcript call 0 3 DIR/words",
                "interrupted call 0 2 1.5",
                "delete call 0",
                "backup DIR/copy.db"
            })
    void aWriteToAFullDiskFailsWithoutLossAndWorksOnceThereIsSpace(String call) throws Exception {
        prepare();
        String[] arguments = arguments(call);
        String before = exported();
        try (Connection reader = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = reader.createStatement()) {
            growLog(reader, statement);
            assertFails(outside.runWithin(BLOCKS, arguments));
        }
        assertThat(folder.resolve("copy.db")).doesNotExist();
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
        assertThat(exported()).isEqualTo(before);
        assertSound();

        assertThat(histctl.run(arguments).exit()).isZero();
        assertSound();
    }

    @Test
    void anImportKeepsItsWrittenLinesAndContinuesAfterThem() throws Exception {
        Path file = folder.resolve("many.jsonl");
        Files.writeString(file, speeches(30));

        // 22 MB of sound: more than a file and a log of 10 MB can hold, whatever the size of transactions
        assertFails(outside.runWithin(20_000, "import", file.toString()));
        int kept = turns();
        assertThat(kept).isPositive().isLessThan(60).isEven();
        assertSound();

        assertThat(histctl.run("import", file.toString()).out())
                .isEqualTo("recorded 30 exchanges: " + (60 - kept) + " new turns, " + kept / 2
                        + " exchanges already stored\n");
        assertSound();
    }

    @Test
    void aMigrationOnAFullDiskLeavesTheFileUnchanged() throws Exception {
        try (InputStream packed =
                Files.newInputStream(Path.of("../core/src/test/resources/io/histctl/schema/v1.db.gz"))) {
            Files.write(database, new GZIPInputStream(packed).readAllBytes());
            Files.setPosixFilePermissions(database, PosixFilePermissions.fromString("rw-------"));
        }
        byte[] before = Files.readAllBytes(database);

        assertFails(outside.runWithin(64, "list"));
        assertThat(Files.readAllBytes(database)).isEqualTo(before);

        assertThat(histctl.run("verify").out()).isEqualTo("everything is as it was recorded\n");
        assertThat(histctl.run("list", "--at", LATE).out()).startsWith("zurich-by-train  15 turns");
    }

    @Test
    void aFirstStartOnAFullDiskDoesNotBreakTheNext() throws Exception {
        assertFails(outside.runWithin(8, "import", folder.resolve("more.jsonl").toString()));

        assertThat(histctl.run("import", folder.resolve("more.jsonl").toString())
                        .exit())
                .isZero();
        assertSound();
    }

    private void prepare() {
        histctl.stdin(lines("call", 40)).run("import", "-");
        assertSound();
    }

    /** A reader keeps the log from being restarted, so that it is beyond the limit already. */
    private void growLog(Connection reader, Statement statement) throws SQLException, IOException {
        reader.setAutoCommit(false);
        statement.executeQuery("SELECT count(*) FROM turn").next();
        for (int i = 0; Files.size(folder.resolve("history.db-wal")) < 512 * BLOCKS; i++) {
            try (Connection writer = DriverManager.getConnection("jdbc:sqlite:" + database);
                    Statement writes = writer.createStatement()) {
                writes.execute("UPDATE conversation SET last_at = last_at + " + i % 2);
                writes.execute("UPDATE conversation SET last_at = last_at - " + i % 2);
            }
        }
    }

    private static void assertFails(Histctl.Result result) {
        assertThat(result.exit()).as(result.toString()).isEqualTo(1);
        assertThat(result.err())
                .startsWith("histctl: ")
                .hasLineCount(1)
                .containsAnyOf("check the disk", "the disk is full", "check its folder", "can't be written")
                .doesNotContain("Exception", "run histctl verify");
    }

    private void assertSound() {
        assertThat(histctl.run("verify")).isEqualTo(new Histctl.Result(0, "everything is as it was recorded\n", ""));
    }

    private String exported() {
        return histctl.run("export", "--all", "--at", "2026-06-05T12:30:00Z").out();
    }

    private int turns() {
        try (HistoryStore store = HistoryStore.open(database)) {
            return store.conversationIds().stream()
                    .mapToInt(id -> store.conversation(id).turns().size())
                    .sum();
        }
    }

    private String[] arguments(String call) {
        String[] arguments = call.replace("call 0", "call0").split(" ");
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = arguments[i].replace("call0", "call 0").replace("DIR", folder.toString());
        }
        return arguments;
    }

    private static String speeches(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    byte[] sound = new byte[750_000];
                    Arrays.fill(sound, (byte) i);
                    return "{\"conversation\":\"speeches\",\"request\":{\"model\":\"gpt-audio-1.5\",\"messages\":[{\"role\":"
                            + "\"user\",\"content\":[{\"type\":\"input_audio\",\"input_audio\":{\"format\":\"wav\",\"data\":\""
                            + Base64.getEncoder().encodeToString(sound) + "\"}}]}]},\"response\":" + reply(i) + "}\n";
                })
                .collect(Collectors.joining());
    }

    private static String lines(String name, int count) {
        return IntStream.range(0, count)
                .mapToObj(i ->
                        "{\"conversation\":\"" + name + " " + i % 2 + "\",\"request\":{\"model\":\"gpt-audio-1.5\","
                                + "\"modalities\":[\"text\",\"audio\"],\"audio\":{\"voice\":\"alloy\",\"format\":\"wav\"},"
                                + "\"messages\":[" + question(name, i) + "]},\"response\":" + reply(name.hashCode() + i)
                                + "}\n")
                .collect(Collectors.joining());
    }

    /** One of the first two turns of each conversation is speech, to be transcribed. */
    private static String question(String name, int i) {
        return i == 2
                ? "{\"role\":\"user\",\"content\":[{\"type\":\"input_audio\",\"input_audio\":{\"data\":\"AAAA\",\"format\":\"wav\"}}]}"
                : "{\"role\":\"user\",\"content\":\"question " + name + " " + i + "\"}";
    }

    private static String reply(int n) {
        String tail = "%024x".formatted(n & 0xffffffffL);
        return "{\"id\":\"chatcmpl-" + tail
                + "\",\"created\":1780660800,\"model\":\"gpt-audio-1.5\",\"choices\":[{\"index\":0,"
                + "\"message\":{\"role\":\"assistant\",\"content\":null,\"audio\":{\"id\":\"audio_6a22ba40" + tail
                + "\",\"expires_at\":1780664400,\"transcript\":\""
                + "answer %d of many words ".formatted(n).repeat(20)
                + "\"}},\"finish_reason\":\"stop\"}],\"usage\":{\"completion_tokens_details\":{\"audio_tokens\":100,"
                + "\"text_tokens\":20}}}";
    }
}
