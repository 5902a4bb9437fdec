package io.histctl.intercept;

import static io.histctl.testing.Messages.notFound;
import static io.histctl.testing.Messages.user;
import static io.histctl.testing.Messages.voice;
import static io.histctl.testing.SpokenReply.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.histctl.ChatInterceptor;
import io.histctl.Conversation;
import io.histctl.HistoryStore;
import io.histctl.error.StoreException;
import io.histctl.model.Turn;
import io.histctl.record.Exchange;
import io.histctl.standin.SettableClock;
import io.histctl.standin.StandIn;
import io.histctl.testing.ListeningRecorder;
import io.histctl.testing.Messages;
import io.histctl.testing.SpokenReply;
import io.histctl.testing.TestStores;
import io.histctl.testing.VoiceApp;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Apps that send their own history, with an interceptor between them and the API. */
class ChatInterceptorTest {
    private static final Instant NOON = Instant.parse("2026-06-05T12:00:00Z");
    private static final Duration PAUSE = Duration.ofMinutes(61);
    private static final SpokenReply FIRST = reply("It leaves at nine.");
    private static final SpokenReply SECOND = reply("From platform two.").begunAt(NOON.plusSeconds(60));

    private final SettableClock clock = new SettableClock(NOON);
    private final HistoryStore store = TestStores.temporary(clock);
    private final String name = "kitchen";
    private final Conversation chat = store.conversation(name);
    private final ListeningRecorder listener = new ListeningRecorder();
    private final InterceptorOptions options = InterceptorOptions.DEFAULT.withListener(listener);
    private final ChatInterceptor interceptor = ChatInterceptor.of(store, options);
    private final StandIn api = new StandIn(clock, 7);

    @AfterEach
    void verify() {
        try (store) {
            assertThat(store.verify()).isEmpty();
        }
    }

    @Test
    void withoutAnInterceptorAnAppIsRefusedAfterAPause() {
        assertThat(rounds(new VoiceApp(true, false, 20, api::complete)))
                .containsExactly("voice", "voice", "voice", "audio_not_found", "audio_not_found", "audio_not_found");
    }

    @Test
    void withoutAnInterceptorAnAppThatQuotesTextLosesTheVoice() {
        assertThat(rounds(new VoiceApp(false, false, 20, api::complete)))
                .containsExactly("voice", "text", "text", "text", "text", "text");
    }

    @ParameterizedTest
    @CsvSource({
        "true,false,4", "true,false,20", "true,true,4", "true,true,20",
        "false,false,4", "false,false,20", "false,true,4", "false,true,20"
    })
    void withAnInterceptorEveryReplyIsSpoken(boolean quotesIds, boolean streams, int window) {
        VoiceApp named = new VoiceApp(
                quotesIds, streams, window, request -> VoiceApp.send(interceptor.call(name, request), api));

        assertThat(rounds(named)).containsOnly("voice").hasSize(6);
        assertThat(listener.failures).isEmpty();
        assertThat(chat.turns()).hasSize(13);
    }

    @ParameterizedTest
    @CsvSource({"true,false,4", "true,true,20", "false,true,4", "false,false,20"})
    void twoConversationsWithoutIdsStayApart(boolean quotesIds, boolean streams, int window) {
        List<String> conversations = new ArrayList<>();
        List<VoiceApp> apps = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            apps.add(new VoiceApp(quotesIds, streams, window, request -> {
                ChatCall call = interceptor.call(null, request);
                conversations.add(call.conversation().orElseThrow());
                return VoiceApp.send(call, api);
            }));
        }

        for (int round = 0; round < 6; round++) {
            for (VoiceApp app : apps) {
                assertThat(app.ask("Question " + round)).isEqualTo("voice");
            }
            clock.advance(round == 2 ? PAUSE : Duration.ofSeconds(30));
        }

        assertThat(conversations.stream().distinct()).hasSize(2);
        assertThat(store.conversation(conversations.get(0)).turns()).hasSize(13);
        assertThat(store.conversation(conversations.get(1)).turns()).hasSize(13);
    }

    @Test
    void aFirstQuestionIsRepeatedInItsConversationOnceItsStreamHasEnded() {
        byte[] question = utf8(Messages.streamed(user("When?")));
        ChatCall broken = interceptor.call(null, question);
        String begun = broken.conversation().orElseThrow();
        try (ReplyStream stream = broken.streamed()) {
            stream.accept(utf8(FIRST.stream().substring(0, FIRST.stream().length() / 2)));
            assertThat(interceptor.call(null, question).conversation().orElseThrow())
                    .isNotEqualTo(begun);
        }

        ChatCall repeated = interceptor.call(null, question);
        assertThat(repeated.conversation()).contains(begun);
        assertThat(VoiceApp.send(repeated, api).status()).isEqualTo(200);
        assertThat(store.conversation(begun).turns())
                .filteredOn(turn -> turn.standing() == Turn.Standing.CURRENT)
                .hasSize(2)
                .noneMatch(Turn::incomplete);
    }

    @Test
    void aQuestionThatTheAppShowsTwiceIsStoredOnceAndSentTwice() {
        byte[] request = utf8(voice(user("When?"), user("When?")));

        ChatCall call = interceptor.call(name, request);
        assertThat(call.body()).isSameAs(request);
        VoiceApp.send(call, api);

        assertThat(chat.turns()).hasSize(2);
    }

    @Test
    void aRefusedIdIsRemovedTogetherWithAllOlderOnes() {
        recordBoth();
        ChatCall call = interceptor.call(name, thirdRequest());
        assertThat(call.isChanged()).isFalse();

        Answer next = call.answered(400, utf8(notFound(SECOND.audioId(), 3)));

        assertThat(next.sendAgain()).isTrue();
        assertThat(text(next.body()))
                .doesNotContain(FIRST.audioId(), SECOND.audioId())
                .contains("From platform two.")
                .endsWith(user("Thanks.") + "]}");
        assertThat(chat.turns())
                .filteredOn(turn -> turn.audio() != null)
                .allMatch(turn -> turn.audio().expiry().goneAt() != null);
    }

    @Test
    void aSecondRefusalRemovesAllIdsAndAThirdIsReturnedToTheApp() {
        recordBoth();
        ChatCall call = interceptor.call(name, thirdRequest());

        Answer second = call.answered(400, utf8(notFound(FIRST.audioId(), 1)));
        Answer third = call.answered(400, utf8(notFound(SECOND.audioId(), 2)));
        byte[] refusal = utf8(notFound(SECOND.audioId(), 2));
        Answer last = call.answered(400, refusal);

        assertThat(text(second.body())).contains(SECOND.audioId()).doesNotContain(FIRST.audioId());
        assertThat(text(third.body())).doesNotContain("audio_");
        assertThat(last.sendAgain()).isFalse();
        assertThat(last.body()).isSameAs(refusal);
    }

    @Test
    void anUnknownIdThatIsRefusedIsFoldedToo() {
        String foreign = Messages.replay("audio-of-another-account");
        ChatCall call = interceptor.call(name, utf8(voice(user("When?"), foreign, user("Thanks."))));

        Answer next = call.answered(400, utf8(notFound("audio-of-another-account", 1)));

        assertThat(next.sendAgain()).isTrue();
        assertThat(text(next.body())).doesNotContain("audio-of-another-account");
    }

    @Test
    void anImageThatTheApiCannotLoadIsReplacedByAPlaceholder() {
        String url = "https://pictures.example/menu.png?token=1";
        String question = "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"What is this?\"},"
                + "{\"type\":\"image_url\",\"image_url\":{\"url\":\"" + url + "\"}}]}";
        chat.record(Exchange.of(voice(question), FIRST.whole()));
        ChatCall call = interceptor.call(name, utf8(voice(question, FIRST.replayed(), user("And this?"))));
        byte[] refusal = utf8("{\"error\":{\"message\":\"Error while downloading " + url
                + ".\",\"type\":\"invalid_request_error\",\"code\":\"invalid_image_url\"}}");

        Answer next = call.answered(400, refusal);

        assertThat(next.sendAgain()).isTrue();
        assertThat(text(next.body()))
                .doesNotContain(url)
                .contains("What is this?", "[image, no longer available]", FIRST.audioId());

        call.answered(200, utf8(SECOND.whole()));
        assertThat(chat.turns()).hasSize(4);
    }

    @Test
    void otherErrorsAreReturnedToTheAppAndStoreNothing() {
        byte[] error = utf8("{\"error\":{\"message\":\"Slow down.\",\"type\":\"requests\",\"code\":\"rate_limit\"}}");

        Answer answer = interceptor.call(name, utf8(voice(user("When?")))).answered(429, error);

        assertThat(answer.sendAgain()).isFalse();
        assertThat(answer.body()).isSameAs(error);
        assertThat(store.conversationIds()).isEmpty();
    }

    @Test
    void anErrorThatIsNotJsonIsReturnedToTheApp() {
        byte[] error = utf8("<html>Bad gateway</html>");

        assertThat(interceptor
                        .call(name, utf8(voice(user("When?"))))
                        .answered(502, error)
                        .body())
                .isSameAs(error);
        assertThat(listener.failures).isEmpty();
    }

    @Test
    void aQuestionThatIsAskedAgainIsStoredOnce() {
        byte[] request = utf8(voice(user("When?")));
        interceptor.call(name, request).answered(200, utf8(FIRST.whole()));
        interceptor.call(name, request).answered(200, utf8(SECOND.whole()));

        assertThat(currentTurns()).containsExactly("user: When?", "assistant: From platform two.");
    }

    @Test
    void aReplyWithoutWordsIsRecognizedAlthoughTheAppQuotesNoText() {
        SpokenReply silent = reply("");
        interceptor.call(name, utf8(voice(user("When?")))).answered(200, utf8(silent.whole()));
        ChatCall call = interceptor.call(name, utf8(voice(user("When?"), Messages.assistant(""), user("Hello?"))));
        call.answered(200, utf8(SECOND.whole()));

        assertThat(text(call.body())).isEqualTo(voice(user("When?"), silent.replayed(), user("Hello?")));
        assertThat(chat.turns()).hasSize(4);
    }

    @Test
    void aLaterQuestionThatIsAskedAgainIsStoredOnce() {
        recordBoth();
        SpokenReply third = reply("From platform three.").begunAt(NOON.plusSeconds(90));
        interceptor
                .call(name, utf8(voice(user("When?"), FIRST.replayed(), user("Where?"))))
                .answered(200, utf8(third.whole()));

        assertThat(currentTurns())
                .containsExactly(
                        "user: When?",
                        "assistant: It leaves at nine.",
                        "user: Where?",
                        "assistant: From platform three.");
    }

    @Test
    void aQuestionThatIsAskedAgainAfterABrokenStreamIsStoredOnce() throws IOException {
        byte[] request = utf8(Messages.streamed(user("When?")));
        String half = FIRST.stream().substring(0, FIRST.stream().length() / 2);
        try (InputStream broken = interceptor.call(name, request).streamed(new ByteArrayInputStream(utf8(half)))) {
            broken.readAllBytes();
        }
        try (InputStream whole =
                interceptor.call(name, request).streamed(new ByteArrayInputStream(utf8(SECOND.stream())))) {
            assertThat(text(whole.readAllBytes())).isEqualTo(SECOND.stream());
        }

        assertThat(currentTurns()).containsExactly("user: When?", "assistant: From platform two.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not json",
                "[\"audio\"]",
                "{\"modalities\":[\"text\"],\"messages\":[{\"role\":\"user\",\"content\":\"audio\"}]}",
                "{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"input_audio\"}]}]}",
                "{\"modalities\":[\"audio\"],\"messages\":["
            })
    void whatIsNotAVoiceChatPassesUnchanged(String body) {
        byte[] request = utf8(body);
        byte[] answer = utf8("anything");
        ChatCall call = interceptor.call(name, request);

        assertThat(call.isVoiceChat()).isFalse();
        assertThat(call.body()).isSameAs(request);
        assertThat(call.answered(200, answer).body()).isSameAs(answer);
        assertThat(store.conversationIds()).isEmpty();
        assertThat(listener.failures).isEmpty();
    }

    @Test
    void failingOpenSendsTheRequestAsItIsAndReportsWhy() {
        ChatInterceptor closed = ChatInterceptor.of(closedStore(), options);
        byte[] request = utf8(voice(user("When?")));

        ChatCall call = closed.call(name, request);
        Answer answer = call.answered(200, utf8(FIRST.whole()));

        assertThat(call.body()).isSameAs(request);
        assertThat(text(answer.body())).isEqualTo(FIRST.whole());
        assertThat(listener.failures).hasSize(2).allMatch(StoreException.class::isInstance);
    }

    @Test
    void failingOpenDeliversAStreamThatCannotBeStored() throws IOException {
        ChatCall call = ChatInterceptor.of(closedStore(), options).call(name, utf8(Messages.streamed(user("When?"))));

        try (InputStream stream = call.streamed(new ByteArrayInputStream(utf8(FIRST.stream())))) {
            assertThat(text(stream.readAllBytes())).isEqualTo(FIRST.stream());
        }
        assertThat(listener.failures).hasSize(2);
    }

    @Test
    void failingClosedThrowsFromTheCall() {
        ChatInterceptor closed = ChatInterceptor.of(closedStore(), options.withFailClosed(true));

        assertThatThrownBy(() -> closed.call(name, utf8(voice(user("When?"))))).isInstanceOf(StoreException.class);
    }

    @Test
    void anAmbiguousRequestBeginsAConversationAndSaysSo() {
        for (String id : List.of(name + "-a", name + "-b")) {
            SpokenReply same = new SpokenReply(
                    "Same words " + name, NOON, FIRST.sound(), 44, "%024x".formatted(id.hashCode() & 0xffffL));
            interceptor.call(id, utf8(voice(user("When? " + name)))).answered(200, utf8(same.whole()));
        }

        ChatCall call = interceptor.call(
                null, utf8(voice(user("When? " + name), Messages.assistant("Same words " + name), user("So?"))));

        assertThat(listener.begun).containsExactly(call.conversation().orElseThrow());
        assertThat(call.conversation().orElseThrow()).startsWith("chat-");
    }

    private List<String> rounds(VoiceApp app) {
        List<String> heard = new ArrayList<>();
        for (int round = 0; round < 6; round++) {
            heard.add(app.ask("Question " + round));
            clock.advance(round == 2 ? PAUSE : Duration.ofSeconds(30));
        }
        return heard;
    }

    @Test
    void aReplyThatIsRecordedAfterTheOneToTheRepeatedQuestionDoesNotReplaceIt() {
        recordBoth();
        byte[] request = utf8(voice(SECOND.replayed(), user("Thanks.")));
        ChatCall abandoned = interceptor.call(name, request);
        ChatCall repeated = interceptor.call(name, request);

        repeated.answered(
                200,
                utf8(reply("At your service.").begunAt(NOON.plusSeconds(120)).whole()));
        abandoned.answered(
                200,
                utf8(reply("You're welcome.").begunAt(NOON.plusSeconds(100)).whole()));

        assertThat(currentTurns()).hasSize(6).endsWith("user: Thanks.", "assistant: At your service.");
    }

    private void recordBoth() {
        interceptor.call(name, utf8(voice(user("When?")))).answered(200, utf8(FIRST.whole()));
        interceptor
                .call(name, utf8(voice(user("When?"), FIRST.replayed(), user("Where?"))))
                .answered(200, utf8(SECOND.whole()));
    }

    private List<String> currentTurns() {
        return chat.turns().stream()
                .filter(turn -> turn.standing() == Turn.Standing.CURRENT)
                .map(turn -> turn.role() + ": " + turn.message().text()
                        + (turn.message().audioTranscript() == null
                                ? ""
                                : turn.message().audioTranscript()))
                .toList();
    }

    private static byte[] thirdRequest() {
        return utf8(voice(user("When?"), FIRST.replayed(), user("Where?"), SECOND.replayed(), user("Thanks.")));
    }

    private HistoryStore closedStore() {
        HistoryStore closed = TestStores.temporary(clock);
        closed.close();
        return closed;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
