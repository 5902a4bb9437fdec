package io.histctl.intercept;

import static io.histctl.testing.Messages.streamed;
import static io.histctl.testing.Messages.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.histctl.HistoryStore;
import io.histctl.record.Exchange;
import io.histctl.record.Recorded;
import io.histctl.record.RecordingStream;
import io.histctl.standin.SettableClock;
import io.histctl.testing.ListeningRecorder;
import io.histctl.testing.SpokenReply;
import io.histctl.testing.TestStores;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A store that answers only when the test allows it. */
class SlowStoreTest {
    private static final SpokenReply REPLY = SpokenReply.reply("It leaves at nine.");

    private final RecorderThreads background = new RecorderThreads();
    private final HistoryStore store = TestStores.temporary(new SettableClock(Instant.parse("2026-06-05T12:00:00Z")));
    private final CountDownLatch let = new CountDownLatch(1);
    private final ListeningRecorder listener = new ListeningRecorder();

    @AfterEach
    void close() {
        let.countDown();
        store.close();
    }

    @Test
    void theAppReadsEverythingButTheEndWhileTheStoreIsBusy() {
        ReplyStream stream = call(Duration.ofMinutes(1)).streamed();
        String[] parts = REPLY.stream().split("(?=data: \\[DONE])", 2);

        assertThat(stream.accept(utf8(parts[0]))).isEqualTo(utf8(parts[0]));
        assertThat(store.conversationIds()).isEmpty();

        let.countDown();
        assertThat(stream.accept(utf8(parts[1]))).isEqualTo(utf8(parts[1]));
        assertThat(store.conversation("kitchen").turns()).hasSize(2);
    }

    @Test
    void theEndOfAReplyWaitsForTheStoreNoLongerThanAllowed() {
        ReplyStream stream = call(Duration.ZERO).streamed();

        assertThat(stream.accept(utf8(REPLY.stream()))).isEqualTo(utf8(REPLY.stream()));
        assertThat(listener.failures).singleElement().asString().contains("did not answer within 0 ms");
    }

    @Test
    void aReplyWhoseAppDisconnectsIsKeptAsFarAsItArrived() {
        let.countDown();
        try (ReplyStream stream = call(Duration.ofMinutes(1)).streamed()) {
            stream.accept(utf8(REPLY.stream().substring(0, REPLY.stream().length() / 2)));
        }

        assertThat(store.conversation("kitchen").turns()).last().satisfies(turn -> {
            assertThat(turn.incomplete()).isTrue();
            assertThat(turn.audio().id()).isEqualTo(REPLY.audioId());
        });
        assertThat(listener.recorded)
                .extracting(done -> done.reply().orElseThrow().incomplete())
                .containsExactly(true);
    }

    @Test
    void whileManyRepliesWaitTheirWordsAreWrittenAtTheirEnd() {
        try (RecordingStream stream =
                store.conversation("kitchen").recordStream(Exchange.ofRequest(streamed(user("When?"))))) {
            stream.accept(utf8(REPLY.stream().substring(0, REPLY.stream().length() - 20)), false);
            assertThat(store.conversationIds()).isEmpty();

            stream.accept(utf8(REPLY.stream().substring(REPLY.stream().length() - 20)), false);
            assertThat(store.conversation("kitchen").turns()).hasSize(2);
        }
    }

    @Test
    void theBeginningOfAReplyThatOverrunsTheBufferIsKept() {
        ReplyStream stream = call(Duration.ofMinutes(1)).streamed();
        String[] parts = REPLY.stream().split("(?<=\n\n)", 4);
        stream.accept(utf8(parts[0] + parts[1]));
        byte[] comment = new byte[1 << 20];
        java.util.Arrays.fill(comment, (byte) ':');
        for (int i = 0; i < 40; i++) {
            stream.accept(comment);
        }
        let.countDown();
        stream.accept(utf8(parts[2] + parts[3]));
        stream.end();

        assertThat(store.conversation("kitchen").turns())
                .last()
                .satisfies(turn -> assertThat(turn.incomplete()).isTrue());
    }

    private ChatCall call(Duration timeout) {
        InterceptorOptions options =
                InterceptorOptions.DEFAULT.withListener(listener).withStoreTimeout(timeout);
        return new ChatCall(new Slow(), options, background, AppRequest.of(utf8(streamed(user("When?")))), "kitchen");
    }

    private final class Slow implements History {
        @Override
        public ConversationFinder.Found find(AppRequest request, Predicate<String> open) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ResumedRequest resume(String conversation, AppRequest request, ReplayLimits limits) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Recorded record(String conversation, AppRequest request, byte[] reply) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Recorded recordRefusal(String conversation, byte[] request, byte[] refusal) {
            throw new UnsupportedOperationException();
        }

        @Override
        public RecordingStream recordStream(String conversation, AppRequest request) {
            try {
                let.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return store.conversation(conversation).recordStream(Exchange.of(request.body(), null));
        }

        @Override
        public void markGoneThrough(String conversation, String audioId) {
            throw new UnsupportedOperationException();
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
