package io.histctl.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.histctl.Conversation;
import io.histctl.HistoryStore;
import io.histctl.StoreOptions;
import io.histctl.export.ExportOptions;
import io.histctl.model.AudioRef;
import io.histctl.model.Progress;
import io.histctl.model.Turn;
import io.histctl.prune.PruneOptions;
import io.histctl.standin.SettableClock;
import io.histctl.testing.ChildProcess;
import io.histctl.testing.KilledProcess;
import io.histctl.testing.Messages;
import io.histctl.testing.SpokenReply;
import io.histctl.testing.SqliteOnly;
import io.histctl.testing.TestStores;
import io.histctl.testing.TickingClock;
import io.histctl.verify.Difference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams that are interrupted because the process crashes. */
class InterruptedStreamTest {
    private static final SpokenReply STORY = SpokenReply.reply("Once upon a time there was “a fox” 🦊 in a wood.");
    private static final String REQUEST = Messages.streamed(Messages.user("ask " + STORY.transcript()));

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 6, 8, 9})
    void whatHadArrivedIsKeptIfTheAppCrashesBetweenTwoChunks(int chunks) throws Exception {
        Path file = folder.resolve("history.db");
        ChildProcess child = ChildProcess.start(file, "interrupted stream", STORY.transcript(), chunks);
        List<String> arrived = child.join();

        assertThat(child.exit()).isEqualTo(KilledProcess.DIED);
        try (HistoryStore store = TestStores.open(file)) {
            Conversation chat = store.conversation(STORY.transcript());
            List<Turn> turns = chat.turns();
            assertThat(turns).hasSize(2);
            assertThat(turns.get(1).incomplete()).isTrue();
            assertThat(turns.get(1).message().audioTranscript())
                    .isEqualTo(arrived.get(arrived.size() - 1).split(KilledProcess.HEARD, -1)[1]);
            assertThat(chat.export(ExportOptions.DEFAULT.withAt(STORY.begun())).json())
                    .contains(STORY.replayed());
            assertThat(store.verify()).isEmpty();

            chat.record(Exchange.of(REQUEST, STORY.stream()));
            assertThat(chat.turns().get(1).incomplete()).isFalse();
            assertThat(chat.turns().get(1).message().audioTranscript()).isEqualTo(STORY.transcript());
            assertThat(store.verify()).isEmpty();
        }
    }

    @Test
    void aStreamMakesTheSameTurnAsTheWholeReply() {
        StoreOptions ticking = StoreOptions.DEFAULT.withClock(new TickingClock(STORY.begun(), Duration.ofMillis(250)));
        try (HistoryStore store = TestStores.open(folder.resolve("history.db"), ticking)) {
            for (boolean keepSound : new boolean[] {false, true}) {
                Conversation pieces = store.conversation("pieces" + keepSound);
                RecordingStream interrupted = pieces.recordStream(request(keepSound));
                STORY.chunks().forEach(chunk -> {
                    interrupted.accept("data: " + chunk + "\n\n");
                    if (store.conversationIds().contains(pieces.id())) {
                        pieces.turns(); // a concurrent reader sees what has arrived, and disturbs nothing
                    }
                });
                Conversation whole = store.conversation("whole" + keepSound);
                whole.record(Exchange.of(REQUEST, STORY.stream()).withKeepSound(keepSound));
                Turn expected = whole.turns().get(1);
                Turn gathered = pieces.turns().get(1);
                assertThat(gathered.message()).isEqualTo(expected.message());
                assertThat(gathered.reply()).isEqualTo(expected.reply());
                assertThat(audio(gathered).expiry().reportedAt())
                        .isEqualTo(audio(expected).expiry().reportedAt());
                if (keepSound) {
                    assertThat(gathered.audio()).isEqualTo(expected.audio());
                }
                assertThat(store.verify()).isEmpty();
            }
        }
    }

    @Test
    void theTurnIsWrittenAtMostFourTimesASecond() {
        SettableClock clock = new SettableClock(STORY.begun());
        StoreOptions options = StoreOptions.DEFAULT.withClock(clock);
        try (HistoryStore store = TestStores.open(folder.resolve("history.db"), options)) {
            Conversation chat = store.conversation("slow");
            RecordingStream live = chat.recordStream(request(false));
            live.accept(event("\"id\":\"audio_x\",\"transcript\":\"Once\""));
            clock.advance(Duration.ofMillis(249));
            live.accept(event("\"transcript\":\" upon\""));
            assertThat(chat.turns().get(1).message().audioTranscript()).isEqualTo("Once");
            clock.advance(Duration.ofMillis(1));
            live.accept(event("\"transcript\":\" a\""));
            assertThat(chat.turns().get(1).message().audioTranscript()).isEqualTo("Once upon a");
            live.accept(event("\"transcript\":\" time\""));
            live.close();
            assertThat(chat.turns().get(1).message().audioTranscript()).isEqualTo("Once upon a time");
            assertThat(store.verify()).isEmpty();
        }
    }

    @Test
    void pruningTheIdOfAnOpenStreamLosesNoWords() {
        SettableClock clock = new SettableClock(STORY.begun());
        Path file = folder.resolve("history.db");
        try (HistoryStore store = TestStores.open(file, StoreOptions.DEFAULT.withClock(clock))) {
            RecordingStream interrupted = store.conversation("pruned").recordStream(request(false));
            for (String chunk : STORY.chunks()) {
                interrupted.accept("data: " + chunk + "\n\n");
                clock.advance(Duration.ofMillis(300));
                store.pruneExpired(PruneOptions.DEFAULT.withAt(STORY.expiresAt().plusSeconds(5_000)), Progress.NONE);
            }
        }
        try (HistoryStore store = TestStores.open(file)) {
            Turn turn = store.conversation("pruned").turns().get(1);
            assertThat(turn.message().audioTranscript()).isEqualTo(STORY.transcript());
            assertThat(audio(turn).id()).isNull();
            assertThat(store.verify()).isEmpty();
        }
    }

    private static String event(String audio) {
        return "data: {\"id\":\"chatcmpl-slow\",\"created\":1780660800,\"model\":\"gpt-audio-1.5\",\"choices\":["
                + "{\"index\":0,\"delta\":{\"audio\":{" + audio + "}},\"finish_reason\":null}]}\n\n";
    }

    @Test
    @SqliteOnly
    void verifyFindsAFlippedBitInSoundThatWasKept() throws Exception {
        Path file = folder.resolve("history.db");
        try (HistoryStore store = TestStores.open(file)) {
            store.conversation("kept")
                    .record(Exchange.of(REQUEST, STORY.whole()).withKeepSound(true));
            assertThat(store.verify()).isEmpty();
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                    Statement statement = connection.createStatement()) {
                statement.execute("UPDATE sound SET bytes = zeroblob(length(bytes))");
            }
            assertThat(store.verify())
                    .containsExactly(new Difference("kept", 2, "a sound of it is missing or damaged"));
        }
    }

    @Test
    void aStreamWhoseConversationWasDeletedMeanwhileIsStoredAgain() {
        try (HistoryStore store = TestStores.open(folder.resolve("history.db"))) {
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
            assertThat(chat.turns().get(1).message().audioTranscript()).isEqualTo(STORY.transcript());
            assertThat(chat.turns().get(1).incomplete()).isFalse();
        }
    }

    private static Exchange request(boolean keepSound) {
        return Exchange.of(REQUEST.getBytes(StandardCharsets.UTF_8), null).withKeepSound(keepSound);
    }

    private static AudioRef audio(Turn turn) {
        return Objects.requireNonNull(turn.audio());
    }
}
