package io.histctl.record;

import static io.histctl.testing.Messages.answers;
import static io.histctl.testing.Messages.assistant;
import static io.histctl.testing.Messages.calls;
import static io.histctl.testing.Messages.reply;
import static io.histctl.testing.Messages.spokenUser;
import static io.histctl.testing.Messages.system;
import static io.histctl.testing.Messages.user;
import static io.histctl.testing.Messages.voice;
import static io.histctl.testing.Messages.written;
import static io.histctl.testing.Messages.writtenReply;
import static io.histctl.testing.Results.stored;
import static org.assertj.core.api.Assertions.assertThat;

import io.histctl.model.Turn;
import io.histctl.testing.SpokenReply;
import io.histctl.testing.StoreFixture;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which messages of a request become turns. */
class RequestDiffTest extends StoreFixture {
    private static final SpokenReply FIRST = SpokenReply.reply("First reply.");
    private static final SpokenReply SECOND = SpokenReply.reply("Second reply.").begunAt(NOON.plusSeconds(60));
    private static final SpokenReply THIRD = SpokenReply.reply("Third reply.").begunAt(NOON.plusSeconds(120));
    private static final String[] TWO_EXCHANGES = {
        "user: One", "assistant: First reply.", "user: Two", "assistant: Second reply."
    };

    @Test
    void anAppThatSendsTheWholeHistoryAddsItsLastMessage() {
        twoExchanges();
        assertThat(said()).containsExactly(TWO_EXCHANGES);
    }

    @Test
    void anAppThatSendsOneMessageAtATimeAddsEach() {
        chat.record(Exchange.of(voice(user("Yes")), FIRST.whole()));
        chat.record(Exchange.of(voice(user("Yes")), SECOND.whole()));
        chat.record(Exchange.of(voice(user("No")), THIRD.whole()));
        assertThat(currentTurns())
                .containsExactly(
                        "user: Yes", "assistant: First reply.",
                        "user: Yes", "assistant: Second reply.",
                        "user: No", "assistant: Third reply.");
    }

    @Test
    void oneMessageAtATimeUnderTheSameInstructionsStoresThemOnce() {
        chat.record(Exchange.of(voice(system("Be kind."), user("One")), FIRST.whole()));
        chat.record(Exchange.of(voice(system("Be kind."), user("Two")), SECOND.whole()));
        assertThat(currentTurns())
                .startsWith("system: Be kind.")
                .endsWith(TWO_EXCHANGES)
                .hasSize(5);
    }

    @Test
    void aSlidingWindowAddsWhatFollows() {
        twoExchanges();
        Recorded.Stored recorded =
                stored(chat.record(Exchange.of(voice(user("Two"), SECOND.replayed(), user("Three")), THIRD.whole())));
        assertThat(recorded.turns().count()).isEqualTo(2);
        assertThat(recorded.replaced()).isZero();
        assertThat(currentTurns())
                .startsWith(TWO_EXCHANGES)
                .endsWith("user: Three", "assistant: Third reply.")
                .hasSize(6);
    }

    @Test
    void aWindowThatBeginsWithAReplyAddsWhatFollows() {
        twoExchanges();
        chat.record(Exchange.of(voice(SECOND.replayed(), user("Three")), THIRD.whole()));
        assertThat(currentTurns())
                .startsWith(TWO_EXCHANGES)
                .endsWith("user: Three", "assistant: Third reply.")
                .hasSize(6);
    }

    @Test
    void anEditedUserTurnReplacesWhatFollowed() {
        twoExchanges();
        Recorded.Stored recorded = stored(
                chat.record(Exchange.of(voice(user("One"), FIRST.replayed(), user("Two, again")), THIRD.whole())));
        assertThat(recorded.replaced()).isEqualTo(2);
        assertThat(said()).startsWith(TWO_EXCHANGES);
        assertThat(turns().subList(2, 4)).allMatch(turn -> turn.standing() == Turn.Standing.REPLACED);
        assertThat(currentTurns())
                .containsExactly("user: One", "assistant: First reply.", "user: Two, again", "assistant: Third reply.");
        assertThat(exported()).doesNotContain("\"Two\"").contains("Two, again", THIRD.audioId());
    }

    @Test
    void aRegeneratedReplyReplacesTheOldOne() {
        twoExchanges();
        chat.record(Exchange.of(voice(user("One"), FIRST.replayed(), user("Two")), THIRD.whole()));
        assertThat(currentTurns())
                .containsExactly("user: One", "assistant: First reply.", "user: Two", "assistant: Third reply.");
        assertThat(said()).hasSize(5);
    }

    @Test
    void anEditThatBeginsLikeTheUnansweredEndIsStillAnEdit() {
        twoExchanges();
        chat.record(
                Exchange.ofRequest(voice(user("One"), FIRST.replayed(), user("Two"), SECOND.replayed(), user("One"))));
        chat.record(Exchange.of(voice(user("One"), FIRST.replayed(), user("Two, again")), THIRD.whole()));
        assertThat(currentTurns())
                .containsExactly("user: One", "assistant: First reply.", "user: Two, again", "assistant: Third reply.");
    }

    @Test
    void aRequestInsideTheStoreAddsNothing() {
        twoExchanges();
        List<Turn> before = turns();
        for (String request : List.of(
                voice(user("One")),
                voice(user("One"), FIRST.replayed()),
                voice(FIRST.replayed(), user("Two")),
                voice(user("One"), FIRST.replayed(), user("Two"), SECOND.replayed()))) {
            Recorded recorded = chat.record(Exchange.ofRequest(request));
            assertThat(recorded).isInstanceOf(Recorded.Duplicate.class);
            assertThat(turns()).isEqualTo(before);
        }
    }

    @Test
    void aRequestFarInsideALongStoreAddsNothing() {
        List<String> history = longHistory(300);
        chat.record(Exchange.ofRequest(written(history.toArray(String[]::new))));
        for (int from : new int[] {0, 60, 70, 72, 150, 240, 296}) {
            String request = written(history.subList(from, from + 4).toArray(String[]::new));
            assertThat(chat.record(Exchange.ofRequest(request))).isInstanceOf(Recorded.Duplicate.class);
            assertThat(currentTurns()).as("from %d", from).hasSize(300);
        }
    }

    @Test
    void aLongHistoryIsAlignedFromItsBeginningToo() {
        List<String> history = longHistory(300);
        chat.record(Exchange.ofRequest(written(history.toArray(String[]::new))));
        List<String> edited = new ArrayList<>(history.subList(0, 6));
        edited.add(user("Otherwise"));
        Recorded.Stored recorded = stored(
                chat.record(Exchange.of(written(edited.toArray(String[]::new)), writtenReply("So be it.", NOON))));
        assertThat(recorded.replaced()).isEqualTo(294);
        assertThat(currentTurns()).hasSize(8).endsWith("user: Otherwise", "assistant: So be it.");
    }

    @Test
    void recordingAgainChangesNothing() {
        twoExchanges();
        List<Turn> before = turns();
        String exported = exported();
        Recorded recorded = chat.record(Exchange.of(voice(user("One")), FIRST.whole()));
        assertThat(recorded).isEqualTo(new Recorded.Duplicate(new Recorded.Context(name, List.of()), 2L));
        chat.record(Exchange.of(voice(user("One"), FIRST.replayed(), user("Two")), SECOND.whole()));
        chat.record(Exchange.ofResponse(FIRST.stream()));
        assertThat(turns()).isEqualTo(before);
        assertThat(exported()).isEqualTo(exported);
    }

    @Test
    void changedInstructionsReplaceTheOldOnes() {
        chat.record(Exchange.of(voice(system("Be kind."), user("One")), FIRST.whole()));
        chat.record(
                Exchange.of(voice(system("Be brief."), user("One"), FIRST.replayed(), user("Two")), SECOND.whole()));
        assertThat(said()).contains("system: Be kind.");
        assertThat(currentTurns())
                .contains(TWO_EXCHANGES)
                .contains("system: Be brief.")
                .hasSize(5);
        assertThat(exported()).contains("Be brief.").doesNotContain("Be kind.");
    }

    @Test
    void instructionsAloneAreNew() {
        chat.record(Exchange.ofRequest(voice(system("Be kind."))));
        assertThat(currentTurns()).containsExactly("system: Be kind.");
        chat.record(Exchange.ofRequest(voice(system("Be kind."))));
        assertThat(said()).containsExactly("system: Be kind.");
        chat.record(Exchange.ofRequest(voice(system("Be brief."))));
        assertThat(currentTurns()).containsExactly("system: Be brief.");
    }

    @Test
    void aRequestWithoutMessagesAddsNothing() {
        twoExchanges();
        List<Turn> before = turns();
        assertThat(chat.record(Exchange.ofRequest(voice()))).isInstanceOf(Recorded.Duplicate.class);
        assertThat(turns()).isEqualTo(before);
    }

    @Test
    void theReplyMayComeLaterThanItsRequest() {
        chat.record(Exchange.ofRequest(voice(user("One"))));
        chat.record(Exchange.of(voice(user("One")), FIRST.whole()));
        chat.record(Exchange.ofRequest(voice(user("One"), FIRST.replayed(), user("Two"))));
        chat.record(Exchange.ofResponse(SECOND.whole()));
        assertThat(said()).containsExactly(TWO_EXCHANGES);
    }

    @Test
    void aHistoryWithTranscriptsInsteadOfIdsMatches() {
        twoExchanges();
        Recorded.Stored recorded = stored(chat.record(Exchange.of(
                voice(user("One"), assistant("First reply."), user("Two"), assistant("Second reply."), user("Three")),
                THIRD.whole())));
        assertThat(recorded.turns().count()).isEqualTo(2);
        assertThat(currentTurns()).startsWith(TWO_EXCHANGES).hasSize(6);
    }

    @Test
    void wordsInPlaceOfSoundMatch() {
        chat.record(Exchange.of(voice(spokenUser("AQID", "wav"), spokenUser("BAUG", "wav")), FIRST.whole()));
        chat.transcribe(1, "What I said.");
        Recorded.Stored recorded = stored(chat.record(Exchange.of(
                voice(user("What I said."), user("[speech, not transcribed]"), FIRST.replayed(), user("Two")),
                SECOND.whole())));
        assertThat(recorded.turns().count()).isEqualTo(2);
        assertThat(currentTurns()).hasSize(5);
    }

    @Test
    void aHistoryWithoutItsToolTurnsMatches() {
        chat.record(Exchange.of(voice(user("One")), reply(calls("call_1"), NOON)));
        chat.record(Exchange.of(voice(user("One"), calls("call_1"), answers("call_1", "12:10")), FIRST.whole()));
        Recorded.Stored recorded =
                stored(chat.record(Exchange.of(voice(user("One"), FIRST.replayed(), user("Two")), SECOND.whole())));
        assertThat(recorded.turns().count()).isEqualTo(2);
        assertThat(currentTurns())
                .containsExactly(
                        "user: One",
                        "assistant: (calls)",
                        "tool: 12:10",
                        "assistant: First reply.",
                        "user: Two",
                        "assistant: Second reply.");
    }

    @Test
    void toolResultsOfAnAppThatSendsTheWholeHistoryAreAdded() {
        chat.record(Exchange.of(voice(user("One")), reply(calls("call_1"), NOON)));
        chat.record(Exchange.of(voice(user("One"), calls("call_1"), answers("call_1", "12:10")), FIRST.whole()));
        assertThat(said()).containsExactly("user: One", "assistant: (calls)", "tool: 12:10", "assistant: First reply.");
    }

    @Test
    void whiteSpaceNamesAndFormDontMakeAMessageNew() {
        chat.record(Exchange.of(voice(user("One")), FIRST.whole()));
        chat.record(Exchange.of(
                voice(
                        "{ \"content\": [{\"type\":\"text\", \"text\":\"O\\u006ee\"}], \"role\":\"user\" }",
                        FIRST.message(),
                        user("Two")),
                SECOND.whole()));
        assertThat(said()).containsExactly(TWO_EXCHANGES);
    }

    private void twoExchanges() {
        chat.record(Exchange.of(voice(user("One")), FIRST.whole()));
        chat.record(Exchange.of(voice(user("One"), FIRST.replayed(), user("Two")), SECOND.stream()));
    }

    private static List<String> longHistory(int messages) {
        List<String> history = new ArrayList<>();
        for (int i = 0; i < messages; i += 2) {
            history.add(user("Question " + i));
            history.add(assistant("Answer " + i));
        }
        return history;
    }
}
