package io.histctl.intercept;

import static io.histctl.testing.Messages.spokenUser;
import static io.histctl.testing.Messages.voice;
import static org.assertj.core.api.Assertions.assertThat;

import io.histctl.ChatInterceptor;
import io.histctl.Conversation;
import io.histctl.HistoryStore;
import io.histctl.standin.SettableClock;
import io.histctl.testing.SpokenReply;
import io.histctl.testing.TestStores;
import io.histctl.transcribe.TranscriptionFailedException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An interceptor with a transcriber attaches words to what users said, after the reply. */
class InterceptedSpeechTest {
    private static final SpokenReply FIRST = SpokenReply.reply("One.");
    private static final SpokenReply SECOND = SpokenReply.reply("Two.").begunAt(Instant.parse("2026-06-05T12:01:00Z"));
    private static final String QUESTION = spokenUser("AQID", "wav");

    private final HistoryStore store = TestStores.temporary(new SettableClock(Instant.parse("2026-06-05T12:00:00Z")));
    private final Conversation chat = store.conversation("kitchen");
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final InterceptorOptions options = InterceptorOptions.DEFAULT.withListener(new InterceptorListener() {
        @Override
        public void failed(@Nullable String conversation, String what, RuntimeException cause) {
            failures.add(conversation + ": " + what + ": " + cause.getMessage());
        }
    });

    @AfterEach
    void verify() {
        try (store) {
            assertThat(store.verify()).isEmpty();
        }
    }

    @Test
    void aReplyDoesNotWaitForTheWords() throws Exception {
        CountDownLatch handedOver = new CountDownLatch(1);
        ChatInterceptor interceptor = ChatInterceptor.of(store, options.withTranscriber(sound -> {
            await(handedOver);
            return "Is it open?";
        }));

        answer(interceptor, voice(QUESTION), FIRST);
        assertThat(chat.turns().get(0).transcript()).isNull();
        handedOver.countDown();

        awaitWords(0, "Is it open?");
        assertThat(failures).isEmpty();
    }

    @Test
    void onlyNewSpeechIsTranscribed() throws Exception {
        List<Integer> heard = new CopyOnWriteArrayList<>();
        ChatInterceptor interceptor = ChatInterceptor.of(store, options.withTranscriber(sound -> {
            heard.add((int) sound.bytes()[0]);
            return heard.size() == 1 ? "" : "And on Sunday?";
        }));

        answer(interceptor, voice(QUESTION), FIRST);
        while (heard.isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        answer(interceptor, voice(QUESTION, FIRST.replayed(), spokenUser("BAUG", "wav")), SECOND);

        awaitWords(2, "And on Sunday?");
        assertThat(heard).containsExactly(1, 4);
    }

    @Test
    void aFailureIsReportedToTheListener() throws Exception {
        ChatInterceptor interceptor = ChatInterceptor.of(store, options.withTranscriber(sound -> {
            throw new TranscriptionFailedException("the server is down");
        }));

        answer(interceptor, voice(QUESTION), FIRST);

        while (failures.isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        assertThat(failures).containsExactly("kitchen: the speech of turn 1 was not transcribed: the server is down");
    }

    private static void answer(ChatInterceptor interceptor, String request, SpokenReply reply) {
        ChatCall call = interceptor.call("kitchen", request.getBytes(StandardCharsets.UTF_8));
        call.answered(200, reply.whole().getBytes(StandardCharsets.UTF_8));
    }

    private void awaitWords(int turn, String words) throws InterruptedException {
        while (chat.turns().get(turn).transcript() == null) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        assertThat(chat.turns().get(turn).transcript()).isEqualTo(words);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new TranscriptionFailedException("interrupted", e);
        }
    }
}
