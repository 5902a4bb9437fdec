package io.histctl.record;

import static io.histctl.testing.Messages.system;
import static io.histctl.testing.Messages.user;
import static io.histctl.testing.Messages.voice;
import static org.assertj.core.api.Assertions.assertThat;

import io.histctl.testing.SpokenReply;
import io.histctl.testing.StoreFixture;
import org.junit.jupiter.api.Test;

/** Requests of questions alone. */
class QuestionsWithoutRepliesTest extends StoreFixture {
    private static final SpokenReply FIRST = SpokenReply.reply("First reply.");
    private static final SpokenReply SECOND = SpokenReply.reply("Second reply.").begunAt(NOON.plusSeconds(60));
    private static final SpokenReply THIRD = SpokenReply.reply("Third reply.").begunAt(NOON.plusSeconds(120));

    @Test
    void anAppThatDropsRepliesShowsItsHistoryFromTheBeginning() {
        chat.record(Exchange.of(voice(user("One")), FIRST.whole()));
        chat.record(Exchange.of(voice(user("One"), user("Two")), SECOND.whole()));
        assertThat(currentTurns()).containsExactly("user: One", "user: Two", "assistant: Second reply.");
        assertThat(said()).hasSize(4);
    }

    @Test
    void everyReplyMayBeDropped() {
        chat.record(Exchange.of(voice(user("One")), FIRST.whole()));
        chat.record(Exchange.of(voice(user("One"), user("Two")), SECOND.whole()));
        chat.record(Exchange.of(voice(user("One"), user("Two"), user("Three")), THIRD.whole()));
        assertThat(currentTurns()).containsExactly("user: One", "user: Two", "user: Three", "assistant: Third reply.");
    }

    @Test
    void aRequestAloneThatDropsTheReplyStoresNoQuestionTwice() {
        chat.record(Exchange.of(voice(system("Be kind."), user("One")), FIRST.whole()));
        chat.record(Exchange.ofRequest(voice(system("Be kind."), user("One"), user("Two"))));
        assertThat(currentTurns()).containsExactly("system: Be kind.", "user: One", "user: Two");
    }

    @Test
    void otherQuestionsThanTheStoredOnesAreNew() {
        chat.record(Exchange.of(voice(user("Context."), user("One")), FIRST.whole()));
        chat.record(Exchange.of(voice(user("Context."), user("Two")), SECOND.whole()));
        assertThat(currentTurns()).hasSize(6);
    }

    @Test
    void aSingleMessageIsNotAHistory() {
        chat.record(Exchange.of(voice(user("One")), FIRST.whole()));
        chat.record(Exchange.of(voice(user("One")), SECOND.whole()));
        assertThat(currentTurns()).hasSize(4);
    }
}
