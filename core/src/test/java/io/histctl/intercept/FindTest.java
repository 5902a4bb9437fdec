package io.histctl.intercept;

import static io.histctl.testing.Messages.assistant;
import static io.histctl.testing.Messages.system;
import static io.histctl.testing.Messages.user;
import static io.histctl.testing.Messages.voice;
import static org.assertj.core.api.Assertions.assertThat;

import io.histctl.Conversation;
import io.histctl.HistoryStore;
import io.histctl.record.Exchange;
import io.histctl.standin.SettableClock;
import io.histctl.testing.Messages;
import io.histctl.testing.SpokenReply;
import io.histctl.testing.TestStores;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which conversation a request continues. */
class FindTest {
    private static final Instant NOON = Instant.parse("2026-06-05T12:00:00Z");

    private final SettableClock clock = new SettableClock(NOON);
    private final HistoryStore store = TestStores.temporary(clock);

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void anAudioIdIsEnough() {
        record("kitchen", SpokenReply.reply("Nine."), user("When?"));
        record("hall", SpokenReply.reply("Ten."), user("When?"));

        assertThat(find(voice(SpokenReply.reply("Ten.").replayed(), user("Sure?"))))
                .isEqualTo("hall");
    }

    @Test
    void theWordsOfTheLastReplyAreEnough() {
        record("kitchen", SpokenReply.reply("Nine."), user("When?"));
        record("hall", SpokenReply.reply("Ten."), user("When?"));

        assertThat(find(voice(system("Be brief."), assistant("Ten."), user("Sure?"))))
                .isEqualTo("hall");
    }

    @Test
    void equalWordsAreDistinguishedByThePrecedingMessages() {
        record("kitchen", SpokenReply.reply("Nine."), user("When?"));
        record("kitchen", spoken("Yes.", 60), user("When?"), assistant("Nine."), user("Sure?"));
        record("hall", SpokenReply.reply("Ten."), user("When?"));
        record("hall", spoken("Yes.", 90), user("When?"), assistant("Ten."), user("Sure?"));

        assertThat(find(voice(assistant("Nine."), user("Sure?"), assistant("Yes."), user("Good."))))
                .isEqualTo("kitchen");
    }

    @Test
    void anAmbiguousRequestMatchesNoConversation() {
        record("kitchen", SpokenReply.reply("Nine."), user("When?"));
        record("hall", spoken("Nine.", 60), user("When?"));

        assertThat(find(voice(user("When?"), assistant("Nine."), user("Sure?"))))
                .isNull();
    }

    @Test
    void theCandidateThatEndsWithTheReplyIsFound() {
        record("kitchen", SpokenReply.reply("Nine."), user("When?"));
        record("kitchen", spoken("Two.", 60), user("When?"), assistant("Nine."), user("Where?"));
        record("hall", spoken("Nine.", 90), user("When?"));

        assertThat(find(voice(user("When?"), assistant("Nine."), user("Sure?"))))
                .isEqualTo("hall");
    }

    @Test
    void aGreetingThatEveryChatBeginsWithIsNotEnough() {
        record("kitchen", SpokenReply.reply("Nine."), assistant("Hello, how can I help?"), user("When?"));

        assertThat(find(voice(assistant("Hello, how can I help?"), user("Who are you?"))))
                .isNull();
    }

    @Test
    void aToolCallIsFoundWithItsResult() {
        conversation("kitchen")
                .record(Exchange.of(voice(user("When?")), Messages.reply(Messages.calls("call_7Fk"), NOON)));

        assertThat(find(voice(user("When?"), Messages.calls("call_7Fk"), Messages.answers("call_7Fk", "9:00"))))
                .isEqualTo("kitchen");
    }

    @Test
    void aRequestThatQuotesNothingContinuesNothing() {
        record("kitchen", SpokenReply.reply("Nine."), user("When?"));

        assertThat(find(voice(user("When?")))).isNull();
        assertThat(find(voice(user("When?"), assistant("Eleven."), user("Sure?"))))
                .isNull();
    }

    @Test
    void aFirstQuestionIsRepeatedSoonAfterItsReplyBrokeOff() {
        interrupted("kitchen", system("Be brief."), user("When?"));

        clock.advance(Duration.ofMinutes(9));
        assertThat(find(voice(system("Be brief."), user("When?")))).isEqualTo("kitchen");
        assertThat(find(voice(user("When?")))).isNull();
        assertThat(find(voice(system("Be brief."), user("When?"), user("Now?"))))
                .isNull();

        clock.advance(Duration.ofMinutes(2));
        assertThat(find(voice(system("Be brief."), user("When?")))).isNull();
    }

    @Test
    void aFirstQuestionIsRepeatedAfterNothingOfItsReplyArrived() {
        conversation("kitchen").record(Exchange.ofRequest(voice(user("When?"))));

        assertThat(find(voice(user("When?")))).isEqualTo("kitchen");
    }

    @Test
    void onlyAFirstQuestionIsRepeatedWithoutAQuote() {
        record("kitchen", SpokenReply.reply("Nine."), user("When?"));
        interrupted("kitchen", user("When?"), SpokenReply.reply("Nine.").replayed(), user("Sure?"));

        assertThat(find(voice(user("Sure?")))).isNull();
    }

    private void interrupted(String conversation, String... messages) {
        String stream = SpokenReply.reply("It leaves at ten.").begunAt(clock.instant()).stream();
        conversation(conversation)
                .record(Exchange.of(voice(messages), stream.substring(0, stream.indexOf("ves at ten") + 20)));
    }

    private void record(String conversation, SpokenReply reply, String... messages) {
        conversation(conversation).record(Exchange.of(voice(messages), reply.whole()));
    }

    private Conversation conversation(String id) {
        return store.conversation(id);
    }

    private static SpokenReply spoken(String words, int seconds) {
        SpokenReply reply = SpokenReply.reply(words);
        return new SpokenReply(
                words, NOON.plusSeconds(seconds), reply.sound(), reply.audioTokens(), "%024x".formatted(seconds));
    }

    private String find(String request) {
        return store.find(request.getBytes(StandardCharsets.UTF_8))
                .map(Conversation::id)
                .orElse(null);
    }
}
