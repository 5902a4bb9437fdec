package io.histctl.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.histctl.Conversation;
import io.histctl.HistoryStore;
import io.histctl.StoreOptions;
import io.histctl.model.Progress;
import io.histctl.prune.PruneOptions;
import io.histctl.record.Exchange;
import io.histctl.record.RecordingStream;
import io.histctl.summary.SummarizeOptions;
import io.histctl.testing.Messages;
import io.histctl.testing.SpokenReply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Deleted, pruned and replaced content leaves no bytes in the files of an open database, which others can't read. */
class ErasureTest {
    private static final Instant NOON = Instant.parse("2026-06-05T12:00:00Z");
    private static final Instant LATER = NOON.plus(Duration.ofDays(2));
    private static final String SOUND = "what the caller's voice was like, byte by byte, for a while ".repeat(40);

    @TempDir
    Path folder;

    private Path file;
    private HistoryStore store;
    private Conversation chat;
    private SpokenReply reply;

    @BeforeEach
    void open() {
        file = folder.resolve("own").resolve("history.db");
        store = HistoryStore.open(
                file,
                StoreOptions.DEFAULT
                        .withClock(Clock.fixed(LATER, ZoneOffset.UTC))
                        .withBusyTimeout(Duration.ofMillis(50)));
        chat = store.conversation("call");
        reply = SpokenReply.reply("the words that were spoken").begunAt(NOON);
        String question =
                Messages.spokenUser(Base64.getEncoder().encodeToString(SOUND.getBytes(StandardCharsets.UTF_8)), "wav");
        chat.record(Exchange.of(Messages.voice(Messages.system("be kind"), question), reply.whole()));
    }

    @AfterEach
    void close() {
        assertThat(store.verify()).isEmpty();
        store.close();
    }

    @Test
    void aPrunedId() throws IOException {
        assertThat(bytes()).contains(reply.audioId());

        store.pruneExpired(PruneOptions.DEFAULT, Progress.NONE);

        assertThat(bytes()).doesNotContain(reply.audioId());
    }

    @Test
    void prunedSound() throws IOException {
        chat.transcribe(2, "what was asked");
        assertThat(bytes()).contains(SOUND.substring(0, 60));

        store.pruneExpired(PruneOptions.DEFAULT.withSound(true), Progress.NONE);

        assertThat(bytes()).doesNotContain(SOUND.substring(0, 60)).contains("what was asked");
    }

    @Test
    void aDeletedConversation() throws IOException {
        chat.transcribe(2, "what was asked");
        chat.summarize(SummarizeOptions.DEFAULT);

        assertThat(chat.delete()).isTrue();

        assertThat(bytes())
                .doesNotContain("what was asked", "the words that were spoken", reply.audioId(), "be kind")
                .doesNotContain(SOUND.substring(0, 60));
    }

    @Test
    void turnsThatGrewOld() throws IOException {
        store.pruneExpired(PruneOptions.DEFAULT.withForgetOlderThan(Duration.ofDays(1)), Progress.NONE);

        assertThat(bytes()).doesNotContain("the words that were spoken", reply.audioId());
    }

    @Test
    void aReplacedTranscript() throws IOException {
        chat.transcribe(2, "a name that was misheard");
        chat.summarize(SummarizeOptions.DEFAULT);
        assertThat(bytes()).contains("a name that was misheard");

        assertThat(chat.transcribe(2, "the right name")).isTrue();

        assertThat(bytes()).doesNotContain("a name that was misheard").contains("the right name");
    }

    @Test
    void aReplacedSummary() throws IOException {
        chat.summarize(summary("the older summary"));
        assertThat(bytes()).contains("the older summary");

        chat.summarize(summary("the newer summary"));

        assertThat(bytes()).doesNotContain("the older summary").contains("the newer summary");
    }

    @Test
    void theIdOfAStreamThatBrokeOff() throws IOException {
        SpokenReply broken = SpokenReply.reply("half of what was said").begunAt(NOON);
        RecordingStream interrupted = store.conversation("stream")
                .recordStream(Exchange.ofRequest(Messages.streamed(Messages.user("go on"))));
        broken.chunks().subList(0, 6).forEach(chunk -> interrupted.accept("data: " + chunk + "\n\n"));
        interrupted.close();
        assertThat(bytes()).contains(broken.audioId());

        store.pruneExpired(PruneOptions.DEFAULT, Progress.NONE);

        assertThat(bytes()).doesNotContain(broken.audioId());
        assertThat(store.conversation("stream").turns().get(1).message().audioTranscript())
                .isEqualTo(broken.transcript());
    }

    @Test
    void theSoundOfAReplyThatArrivedInPart() throws IOException {
        String part = "half of a sound that is kept ".repeat(10);
        SpokenReply spoken =
                SpokenReply.reply("kept sound").withSound((part + part).getBytes(StandardCharsets.UTF_8), 44);
        byte[] request = Messages.streamed(Messages.user("sing")).getBytes(StandardCharsets.UTF_8);
        Conversation sung = store.conversation("sung");
        try (RecordingStream live = sung.recordStream(Exchange.of(request, null).withKeepSound(true))) {
            spoken.chunks().forEach(chunk -> {
                live.accept("data: " + chunk + "\n\n");
                store.conversationIds().stream().filter("sung"::equals).forEach(id -> sung.turns());
            });
            live.accept("data: [DONE]\n\n");
        }
        assertThat(bytes()).contains(part);

        sung.delete();

        assertThat(bytes()).doesNotContain(part.substring(0, 40));
    }

    @Test
    void aReaderThatHoldsTheLogIsReported() throws SQLException {
        chat.transcribe(2, "a name that was misheard");
        chat.summarize(summary("the older summary"));
        try (Connection reader = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            statement.executeQuery("SELECT count(*) FROM turn").next();

            assertThat(store.pruneExpired(PruneOptions.DEFAULT, Progress.NONE).erased())
                    .isFalse();
            assertThat(chat.summarize(summary("the newer summary")).notes())
                    .singleElement()
                    .asString()
                    .startsWith("another process is reading; the replaced summary stays");
            assertThat(chat.transcribe(2, "the right name")).isFalse();
            assertThat(chat.delete()).isFalse();
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void onlyItsOwnerMayAccessFilesAndFolders() throws IOException {
        store.backup(folder.resolve("own").resolve("copy.db"));
        Map<String, String> modes = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder.resolve("own"))) {
            for (Path path : all.toList()) {
                modes.put(
                        path.getFileName().toString(),
                        PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
            }
        }

        assertThat(modes)
                .isEqualTo(Map.of(
                        "own", "rwx------",
                        "history.db", "rw-------",
                        "history.db-wal", "rw-------",
                        "history.db-shm", "rw-------",
                        "copy.db", "rw-------"));
    }

    private static SummarizeOptions summary(String text) {
        return SummarizeOptions.DEFAULT.withSummarizer(
                request -> new io.histctl.summary.Summarizer.Written(text, "test"));
    }

    /** All bytes of all files of the database. */
    private String bytes() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try (Stream<Path> files = Files.list(folder.resolve("own"))) {
            List<Path> found = files.toList();
            for (Path path : found) {
                all.writeBytes(Files.readAllBytes(path));
            }
        }
        return all.toString(StandardCharsets.ISO_8859_1);
    }
}
