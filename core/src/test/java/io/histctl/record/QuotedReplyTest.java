package io.histctl.record;

import static io.histctl.testing.Messages.spokenUser;
import static io.histctl.testing.Messages.user;
import static io.histctl.testing.Messages.voice;
import static org.assertj.core.api.Assertions.assertThat;

import io.histctl.Conversation;
import io.histctl.model.Turn;
import io.histctl.testing.Messages;
import io.histctl.testing.SpokenReply;
import io.histctl.testing.StoreFixture;
import org.junit.jupiter.api.Test;

/** Audio ids that are quoted in another conversation or at another position. */
class QuotedReplyTest extends StoreFixture {
    private static final SpokenReply FIRST = SpokenReply.reply("First reply.");
    private static final SpokenReply SECOND = SpokenReply.reply("Second reply.").begunAt(NOON.plusSeconds(60));

    private static final String TWO = voice(user("One"), FIRST.replayed(), user("Two"));

    @Test
    void aForkHasTheWordsAndTheExpiryOfWhatItQuotes() {
        chat.record(Exchange.of(voice(user("One")), FIRST.whole()));
        Conversation fork = store.conversation(name + "-fork");
        fork.record(Exchange.of(TWO, SECOND.whole()));
        Turn quoted = fork.turns().get(1);
        assertThat(quoted.message().audioTranscript()).isEqualTo("First reply.");
        assertThat(quoted.audio().expiry().reportedAt()).isEqualTo(FIRST.expiresAt());
        assertThat(quoted.reply().usage()).isNotNull();
    }

    @Test
    void aForkThatIsRecordedFirstGetsTheWordsLater() {
        Conversation fork = store.conversation(name + "-fork");
        fork.record(Exchange.of(TWO, SECOND.whole()));
        chat.record(Exchange.of(voice(user("One")), FIRST.whole()));
        assertThat(fork.turns().get(1).message().audioTranscript()).isEqualTo("First reply.");
        assertThat(fork.turns()).hasSize(4);
    }

    @Test
    void aReplyThatFollowsAnEditKeepsItsWords() {
        chat.record(Exchange.of(voice(user("One")), FIRST.whole()));
        chat.record(Exchange.of(voice(user("Once"), FIRST.replayed(), user("Two")), SECOND.whole()));
        assertThat(currentTurns())
                .containsExactly("user: Once", "assistant: First reply.", "user: Two", "assistant: Second reply.");
    }

    @Test
    void aReplyThatFollowsTheAppsOwnTranscriptKeepsItsWords() {
        chat.record(Exchange.of(voice(spokenUser("AQID", "wav")), FIRST.whole()));
        chat.record(Exchange.of(voice(user("One"), FIRST.replayed(), user("Two")), SECOND.whole()));
        assertThat(currentTurns())
                .contains("user: One", "assistant: First reply.")
                .hasSize(4);
    }

    @Test
    void anIdThatIsGoneInOneConversationIsGoneInAll() {
        chat.record(Exchange.of(voice(user("One")), FIRST.whole()));
        Conversation fork = store.conversation(name + "-fork");
        fork.record(Exchange.of(TWO, SECOND.whole()));
        chat.record(Exchange.ofResponse(Messages.notFound(FIRST.audioId(), 1)));
        assertThat(fork.turns().get(1).audio().expiry().goneAt()).isNotNull();
        Conversation third = store.conversation(name + "-third");
        third.record(Exchange.ofRequest(TWO));
        assertThat(third.turns().get(1).audio().expiry().goneAt()).isNotNull();
    }

    @Test
    void anErrorInAConversationThatIsNotStoredMarksTheIdInOthers() {
        chat.record(Exchange.of(voice(user("One")), FIRST.whole()));
        store.conversation(name + "-new").record(Exchange.ofResponse(Messages.notFound(FIRST.audioId(), 1)));
        assertThat(turns().get(1).audio().expiry().goneAt()).isNotNull();
    }
}
