package io.histctl.record;

import static io.histctl.testing.Messages.assistant;
import static io.histctl.testing.Messages.reply;
import static io.histctl.testing.Messages.system;
import static io.histctl.testing.Messages.user;
import static io.histctl.testing.Messages.voice;
import static io.histctl.testing.Messages.written;
import static io.histctl.testing.Messages.writtenReply;
import static org.assertj.core.api.Assertions.assertThat;

import io.histctl.testing.SpokenReply;
import io.histctl.testing.StoreFixture;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Replies that are recorded after later ones, or share their response id with others. */
class LateReplyTest extends StoreFixture {
    private static final SpokenReply FIRST = SpokenReply.reply("First reply.");
    private static final SpokenReply SECOND = SpokenReply.reply("Second reply.").begunAt(NOON.plusSeconds(60));
    private static final SpokenReply THIRD = SpokenReply.reply("Third reply.").begunAt(NOON.plusSeconds(120));

    private static final SpokenReply ZEROTH = SpokenReply.reply("Reply before.").begunAt(NOON.minusSeconds(60));
    private static final SpokenReply FOURTH = SpokenReply.reply("Fourth reply.").begunAt(NOON.plusSeconds(180));

    private static final String ONE = voice(user("One"));
    private static final String TWO = voice(user("One"), FIRST.replayed(), user("Two"));
    private static final String[] BOTH = {
        "user: One", "assistant: First reply.", "user: Two", "assistant: Second reply."
    };

    @Test
    void aReplyWhoseIdWasQuotedCompletesThatTurn() {
        chat.record(Exchange.of(TWO, SECOND.whole()));
        chat.record(Exchange.of(ONE, FIRST.whole()));
        assertThat(said()).containsExactly(BOTH);
        assertThat(turns().get(1).audio().expiry().reportedAt()).isEqualTo(FIRST.expiresAt());
    }

    @Test
    void exchangesMayComeNewestFirst() {
        String three = voice(user("One"), FIRST.replayed(), user("Two"), SECOND.replayed(), user("Three"));
        chat.record(Exchange.of(three, THIRD.whole()));
        chat.record(Exchange.of(TWO, SECOND.stream()));
        chat.record(Exchange.of(ONE, FIRST.whole()));
        assertThat(said())
                .startsWith(BOTH)
                .endsWith("user: Three", "assistant: Third reply.")
                .hasSize(6);
    }

    @Test
    void aReplyAloneCompletesItsTurn() {
        chat.record(Exchange.of(TWO, SECOND.whole()));
        chat.record(Exchange.ofResponse(FIRST.whole()));
        assertThat(said()).containsExactly(BOTH);
    }

    @Test
    void aReplyThatWasQuotedInWordsCompletesThatTurn() {
        chat.record(Exchange.of(voice(user("One"), assistant("First reply."), user("Two")), SECOND.whole()));
        chat.record(Exchange.of(ONE, FIRST.whole()));
        assertThat(said()).containsExactly(BOTH);
        assertThat(exported()).contains(FIRST.audioId());
    }

    @Test
    void aWrittenReplyCompletesItsTurn() {
        chat.record(Exchange.of(
                written(user("One"), assistant("Yes."), user("Two")), writtenReply("No.", NOON.plusSeconds(60))));
        chat.record(Exchange.of(written(user("One")), writtenReply("Yes.", NOON)));
        assertThat(said()).containsExactly("user: One", "assistant: Yes.", "user: Two", "assistant: No.");
    }

    @Test
    void aReplyWithoutWhichTheConversationContinuedIsKeptAsReplaced() {
        chat.record(Exchange.of(ONE, SECOND.whole()));
        Recorded recorded = chat.record(Exchange.of(ONE, FIRST.whole()));
        assertThat(recorded).isInstanceOf(Recorded.Stored.class);
        assertThat(currentTurns()).containsExactly("user: One", "assistant: Second reply.");
        assertThat(said()).contains("assistant: First reply.");
    }

    @Test
    void anEditThatWasEditedAgainIsKeptAsReplaced() {
        chat.record(Exchange.of(ONE, FIRST.whole()));
        chat.record(Exchange.of(voice(user("One"), FIRST.replayed(), user("Two")), THIRD.whole()));
        chat.record(Exchange.of(voice(user("One"), FIRST.replayed(), user("Too")), SECOND.whole()));
        assertThat(currentTurns())
                .containsExactly("user: One", "assistant: First reply.", "user: Two", "assistant: Third reply.");
        assertThat(said()).contains("user: Too", "assistant: Second reply.");
    }

    @Test
    void aServerThatGivesEveryReplyTheSameIdLosesNoExchange() {
        chat.record(Exchange.of(written(user("One")), sameId("Yes.", NOON)));
        chat.record(
                Exchange.of(written(user("One"), assistant("Yes."), user("Two")), sameId("No.", NOON.plusSeconds(60))));
        chat.record(Exchange.of(
                written(user("One"), assistant("Yes."), user("Two"), assistant("No."), user("Three")),
                sameId("No.", NOON.plusSeconds(60))));
        assertThat(currentTurns())
                .containsExactly(
                        "user: One", "assistant: Yes.", "user: Two", "assistant: No.", "user: Three", "assistant: No.");
    }

    @Test
    void theSameIdWithAnotherAudioIdIsAnotherReply() {
        String same = SECOND.whole().replace(SECOND.responseId(), FIRST.responseId());
        chat.record(Exchange.of(ONE, FIRST.whole()));
        chat.record(Exchange.of(TWO, same));
        chat.record(Exchange.of(TWO, same));
        assertThat(currentTurns()).containsExactly(BOTH);
    }

    @Test
    void aQuestionThatWasEditedBackToAnEarlierOneBeginsTheHistoryAnew() {
        chat.record(Exchange.of(voice(user("Yes."), FIRST.replayed(), user("Two")), SECOND.whole()));
        chat.record(Exchange.of(voice(user("Yes.")), FIRST.whole()));
        chat.record(Exchange.of(voice(user("Two"), THIRD.replayed(), user("Three")), FOURTH.whole()));
        chat.record(Exchange.of(voice(user("Two")), THIRD.whole()));
        assertThat(currentTurns())
                .containsExactly("user: Two", "assistant: Third reply.", "user: Three", "assistant: Fourth reply.");
    }

    @Test
    void anEditedFirstQuestionDropsTheTurnsBeforeItOnceTheAppGoesOnFromIt() {
        chat.record(Exchange.of(voice(user("One")), FIRST.whole()));
        chat.record(Exchange.of(voice(user("Won")), SECOND.whole()));
        assertThat(currentTurns()).hasSize(4);

        chat.record(Exchange.of(voice(user("Won"), SECOND.replayed(), user("Two")), THIRD.whole()));
        assertThat(currentTurns())
                .containsExactly("user: Won", "assistant: Second reply.", "user: Two", "assistant: Third reply.");
        assertThat(said()).contains("assistant: First reply.");
    }

    @Test
    void aFirstQuestionAskedAgainDropsTheReplyThatTheAppDoesNotShow() {
        chat.record(Exchange.of(ONE, FIRST.whole()));
        chat.record(Exchange.of(ONE, SECOND.whole()));
        chat.record(Exchange.of(voice(user("One"), SECOND.replayed(), user("Two")), THIRD.whole()));
        assertThat(currentTurns())
                .containsExactly("user: One", "assistant: Second reply.", "user: Two", "assistant: Third reply.");
    }

    @Test
    void aWindowThatSlidDropsNothing() {
        chat.record(Exchange.of(ONE, FIRST.whole()));
        chat.record(Exchange.of(TWO, SECOND.whole()));
        chat.record(Exchange.of(voice(user("Two"), SECOND.replayed(), user("Three")), THIRD.whole()));
        assertThat(currentTurns()).hasSize(6);
    }

    @Test
    void anExchangeWithToolsThatShowsNoEarlierTurnsDropsNone() {
        chat.record(Exchange.of(ONE, FIRST.whole()));
        String calls = "{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"call_1\",\"type\":\"function\","
                + "\"function\":{\"name\":\"look\",\"arguments\":\"{}\"}}]}";
        chat.record(Exchange.of(voice(user("Two")), reply(calls, NOON.plusSeconds(60))));
        String result = "{\"role\":\"tool\",\"tool_call_id\":\"call_1\",\"content\":\"42\"}";
        chat.record(Exchange.of(voice(user("Two"), calls, result), THIRD.whole()));
        assertThat(currentTurns()).hasSize(6);
    }

    @Test
    void anAppThatSummarizesItsHistoryInItsInstructionsDropsNothing() {
        String summary = system("Be kind. The user asked about One.");
        chat.record(Exchange.of(voice(system("Be kind."), user("One")), FIRST.whole()));
        chat.record(Exchange.of(voice(summary, user("Two")), SECOND.whole()));
        chat.record(Exchange.of(voice(summary, user("Two"), SECOND.replayed(), user("Three")), THIRD.whole()));
        assertThat(currentTurns()).contains("user: One", "assistant: First reply.");
    }

    @Test
    void aFirstQuestionWithToolsThatIsRecordedAgainDropsNothing() {
        String calls = "{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"call_1\",\"type\":\"function\","
                + "\"function\":{\"name\":\"look\",\"arguments\":\"{}\"}}]}";
        String result = "{\"role\":\"tool\",\"tool_call_id\":\"call_1\",\"content\":\"42\"}";
        String first = voice(user("One"), calls, result);
        chat.record(Exchange.of(ONE, reply(calls, NOON)));
        chat.record(Exchange.of(first, SECOND.whole()));
        chat.record(Exchange.of(voice(user("One"), calls, result, SECOND.replayed(), user("Two")), THIRD.whole()));

        assertThat(chat.record(Exchange.of(first, SECOND.whole()))).isInstanceOf(Recorded.Duplicate.class);
        assertThat(currentTurns()).hasSize(6);
    }

    @Test
    void anOlderExchangeReplacesNoNewerOne() {
        chat.record(Exchange.of(voice(user("Won")), SECOND.whole()));
        chat.record(Exchange.of(voice(user("One"), ZEROTH.replayed(), user("Two")), FIRST.whole()));
        assertThat(currentTurns()).containsExactly("user: Won", "assistant: Second reply.");
        assertThat(said()).contains("assistant: First reply.");
    }

    @Test
    void messagesOfAnAppThatSendsOneAtATimeAreKeptInAnyOrder() {
        chat.record(Exchange.of(voice(user("Two")), SECOND.whole()));
        chat.record(Exchange.of(ONE, FIRST.whole()));
        assertThat(currentTurns()).hasSize(4);
    }

    private static String sameId(String text, Instant created) {
        return reply(assistant(text), created).replaceAll("chatcmpl-[0-9a-f]+", "chatcmpl-1");
    }
}
