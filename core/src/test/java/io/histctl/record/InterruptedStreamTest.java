package io.histctl.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.histctl.Conversation;
import io.histctl.HistoryStore;
import io.histctl.error.InvalidInputException;
import io.histctl.export.ExportOptions;
import io.histctl.model.AudioRef;
import io.histctl.model.Progress;
import io.histctl.model.Turn;
import io.histctl.prune.PruneOptions;
import io.histctl.testing.ChildProcess;
import io.histctl.testing.KilledProcess;
import io.histctl.testing.Messages;
import io.histctl.testing.SpokenReply;
import io.histctl.verify.Difference;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A reply that streams in, and a process that dies meanwhile. */
class InterruptedStreamTest {
    private static final SpokenReply STORY = SpokenReply.reply("Once upon a time there was “a fox” 🦊 in a wood.");
    private static final String REQUEST = Messages.streamed(Messages.user("ask " + STORY.transcript()));

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 6, 8, 9})
    void whatHadArrivedIsThereWhenTheAppDiesBetweenTwoChunks(int chunks) throws Exception {
        Path file = folder.resolve("history.db");
        ChildProcess child = ChildProcess.start(file, "dying stream", STORY.transcript(), chunks);
        List<String> arrived = child.join();

        assertThat(child.exit()).isEqualTo(KilledProcess.DIED);
        try (HistoryStore store = HistoryStore.open(file)) {
            Conversation chat = store.conversation(STORY.transcript());
            List<Turn> turns = chat.turns();
            assertThat(turns).hasSize(2);
            assertThat(turns.get(1).incomplete()).isTrue();
            assertThat(turns.get(1).message().spoken())
                    .isEqualTo(arrived.get(arrived.size() - 1).split(KilledProcess.HEARD, -1)[1]);
            assertThat(chat.export(ExportOptions.DEFAULT.withAt(STORY.begun())).json())
                    .contains(STORY.replayed());
            assertThat(store.verify()).isEmpty();

            chat.record(Exchange.of(REQUEST, STORY.stream()));
            assertThat(chat.turns().get(1).incomplete()).isFalse();
            assertThat(chat.turns().get(1).message().spoken()).isEqualTo(STORY.transcript());
            assertThat(store.verify()).isEmpty();
        }
    }

    @Test
    void whatCameInPiecesIsTheTurnThatTheWholeMakes() {
        try (HistoryStore store = HistoryStore.open(folder.resolve("history.db"))) {
            for (boolean keepSound : new boolean[] {false, true}) {
                Conversation pieces = store.conversation("pieces" + keepSound);
                RecordingStream dying = pieces.recordStream(request(keepSound));
                STORY.chunks().forEach(chunk -> {
                    dying.accept("data: " + chunk + "\n\n");
                    if (store.conversationIds().contains(pieces.id())) {
                        pieces.turns(); // whoever reads meanwhile sees what has come, and disturbs nothing
                    }
                });
                Conversation whole = store.conversation("whole" + keepSound);
                whole.record(new Exchange(
                        REQUEST.getBytes(StandardCharsets.UTF_8),
                        STORY.stream().getBytes(StandardCharsets.UTF_8),
                        null,
                        null,
                        keepSound));
                Turn expected = whole.turns().get(1);
                Turn gathered = pieces.turns().get(1);
                assertThat(gathered.message()).isEqualTo(expected.message());
                assertThat(gathered.reply()).isEqualTo(expected.reply());
                assertThat(audio(gathered).expiresAt())
                        .isEqualTo(audio(expected).expiresAt());
                if (keepSound) {
                    assertThat(gathered.audio()).isEqualTo(expected.audio());
                }
                assertThat(store.verify()).isEmpty();
            }
        }
    }

    @Test
    void ofADamagedTurnThePiecesStayAndNobodyElseIsHeldUp() throws Exception {
        Path file = folder.resolve("history.db");
        try (HistoryStore store = HistoryStore.open(file)) {
            for (String name : List.of("damaged", "sound")) {
                SpokenReply other = SpokenReply.reply("This is " + name + ".");
                RecordingStream dying = store.conversation(name).recordStream(request(false));
                other.chunks().forEach(chunk -> dying.accept("data: " + chunk + "\n\n"));
            }
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE turn SET message = CAST(replace(message, '}', '\"') AS BLOB) WHERE id = 2");
        }
        try (HistoryStore store = HistoryStore.open(file)) {
            store.pruneExpired(PruneOptions.DEFAULT, Progress.NONE);
            assertThat(store.conversation("sound").turns().get(1).message().spoken())
                    .isEqualTo("This is sound.");
            assertThatThrownBy(() -> store.conversation("damaged").turns())
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageStartingWith("a stored message is no longer JSON");
            assertThat(store.verify()).extracting(Difference::conversation).containsOnly("damaged");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE reply_piece SET events = CAST(replace(events, 'a fox', 'a box') AS BLOB)",
                "UPDATE reply_piece SET turn_id = 4 WHERE turn_id = 2"
            })
    void aPieceThatIsNotAsItWasWrittenIsNotGatheredAndVerifyFindsIt(String damage) throws Exception {
        Path file = folder.resolve("history.db");
        try (HistoryStore store = HistoryStore.open(file)) {
            for (String name : List.of("damaged", "beside it")) {
                SpokenReply other = SpokenReply.reply(name + ": " + STORY.transcript());
                RecordingStream dying = store.conversation(name).recordStream(request(false));
                other.chunks().forEach(chunk -> dying.accept("data: " + chunk + "\n\n"));
            }
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(damage)).isPositive();
        }
        try (HistoryStore store = HistoryStore.open(file)) {
            for (String name : store.conversationIds()) {
                assertThat(store.conversation(name)
                                .export(ExportOptions.DEFAULT)
                                .json())
                        .doesNotContain("box", "damaged: Once upon a time there was “a fox” 🦊 in a wood.");
            }
            assertThat(store.verify())
                    .extracting(Difference::what)
                    .contains("its row of reply_piece is not as it was written");
        }
    }

    @Test
    void piecesAreGatheredInTheOrderInWhichTheyCame() {
        try (HistoryStore store = HistoryStore.open(folder.resolve("history.db"))) {
            RecordingStream dying = store.conversation("order").recordStream(request(false));
            dying.accept(event("\"id\":\"audio_x\",\"transcript\":\"Once\""));
            for (String word : List.of(" upon", " a", " time")) {
                dying.accept(event("\"transcript\":\"" + word + "\""));
            }
            assertThat(store.conversation("order").turns().get(1).message().spoken())
                    .isEqualTo("Once upon a time");
        }
    }

    @Test
    void nothingWaitsForAReplyThatCameWholeMeanwhile() throws Exception {
        Path file = folder.resolve("history.db");
        try (HistoryStore store = HistoryStore.open(file);
                Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            Conversation chat = store.conversation("twice");
            RecordingStream live = chat.recordStream(request(false));
            List<String> chunks = STORY.chunks();
            chunks.subList(0, 4).forEach(chunk -> live.accept("data: " + chunk + "\n\n"));
            chat.record(Exchange.of(REQUEST, STORY.stream()));

            chunks.subList(4, chunks.size()).forEach(chunk -> live.accept("data: " + chunk + "\n\n"));

            assertThat(statement
                            .executeQuery("SELECT count(*) FROM reply_piece")
                            .getInt(1))
                    .isZero();
            assertThat(chat.turns().get(1).message().spoken()).isEqualTo(STORY.transcript());
        }
    }

    @Test
    void verifyFindsAFlippedBitInSoundThatWasKept() throws Exception {
        Path file = folder.resolve("history.db");
        try (HistoryStore store = HistoryStore.open(file)) {
            store.conversation("kept")
                    .record(new Exchange(
                            REQUEST.getBytes(StandardCharsets.UTF_8),
                            STORY.whole().getBytes(StandardCharsets.UTF_8),
                            null,
                            null,
                            true));
            assertThat(store.verify()).isEmpty();
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                    Statement statement = connection.createStatement()) {
                statement.execute("UPDATE sound SET bytes = zeroblob(length(bytes))");
            }
            assertThat(store.verify())
                    .containsExactly(new Difference("kept", 2, "hash of a sound is not what the message says"));
        }
    }

    @Test
    void aStreamWhoseConversationWasDeletedMeanwhileIsStoredAgain() {
        try (HistoryStore store = HistoryStore.open(folder.resolve("history.db"))) {
            Conversation chat = store.conversation("deleted");
            try (RecordingStream live = chat.recordStream(request(false))) {
                List<String> chunks = STORY.chunks();
                for (int i = 0; i < chunks.size(); i++) {
                    live.accept("data: " + chunks.get(i) + "\n\n");
                    if (i == 4) {
                        chat.delete();
                    }
                }
                live.accept("data: [DONE]\n\n");
            }
            assertThat(chat.turns().get(1).message().spoken()).isEqualTo(STORY.transcript());
            assertThat(chat.turns().get(1).incomplete()).isFalse();
        }
    }

    @Test
    void theLastOfManyChunksCostsNoMoreThanTheFirst() {
        int chunks = 4_000;
        String sound = Base64.getEncoder().encodeToString(new byte[1_500]);
        try (HistoryStore store = HistoryStore.open(folder.resolve("history.db"));
                RecordingStream live = store.conversation("long").recordStream(request(false))) {
            live.accept(event("\"id\":\"audio_x\",\"transcript\":\"Once\""));
            long[] quarters = new long[4];
            long before = cpu();
            for (int i = 0; i < chunks; i++) {
                live.accept(event("\"transcript\":\" upon a time\"") + event("\"data\":\"" + sound + "\""));
                if ((i + 1) % (chunks / 4) == 0) {
                    quarters[i / (chunks / 4)] = cpu() - before;
                    before = cpu();
                }
            }
            assertThat(store.conversation("long").turns().get(1).message().spoken())
                    .isEqualTo("Once" + " upon a time".repeat(chunks));
            System.out.println("a quarter of " + chunks + " chunks took ms of CPU: "
                    + Arrays.toString(IntStream.range(0, 4)
                            .mapToLong(i -> quarters[i] / 1_000_000)
                            .toArray()));
            assertThat(quarters[3]).isLessThan(3 * quarters[0]);
        }
    }

    private static String event(String audio) {
        return "data: {\"id\":\"chatcmpl-long\",\"created\":1780660800,\"model\":\"gpt-audio-1.5\",\"choices\":["
                + "{\"index\":0,\"delta\":{\"audio\":{" + audio + "}},\"finish_reason\":null}]}\n\n";
    }

    private static Exchange request(boolean keepSound) {
        return new Exchange(REQUEST.getBytes(StandardCharsets.UTF_8), null, null, null, keepSound);
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static AudioRef audio(Turn turn) {
        return Objects.requireNonNull(turn.audio());
    }
}
