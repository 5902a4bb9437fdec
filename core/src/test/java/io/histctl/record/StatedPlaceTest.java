package io.histctl.record;

import static io.histctl.testing.Messages.spokenUser;
import static io.histctl.testing.Messages.user;
import static io.histctl.testing.Messages.voice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.histctl.error.InvalidInputException;
import io.histctl.testing.SpokenReply;
import io.histctl.testing.StoreFixture;
import org.junit.jupiter.api.Test;

/** Exchanges that state the position of their messages, or the words of their speech. */
class StatedPlaceTest extends StoreFixture {
    private static final SpokenReply FIRST = SpokenReply.reply("First reply.");
    private static final SpokenReply SECOND = SpokenReply.reply("Second reply.").begunAt(NOON.plusSeconds(60));
    private static final SpokenReply THIRD = SpokenReply.reply("Third reply.").begunAt(NOON.plusSeconds(120));

    @Test
    void aMessageMaySayThatItFollows() {
        chat.record(Exchange.ofRequest(voice(user("Yes."))).follows(0));
        chat.record(Exchange.ofRequest(voice(user("Yes."))).follows(1));
        assertThat(said()).containsExactly("user: Yes.", "user: Yes.");
    }

    @Test
    void aMessageMaySayThatItRepeats() {
        chat.record(Exchange.of(voice(user("Yes.")), FIRST.whole()));
        chat.record(Exchange.of(voice(user("Yes.")), SECOND.whole()).follows(2));
        chat.record(Exchange.ofRequest(voice(user("Yes."))).follows(2));
        assertThat(currentTurns())
                .containsExactly("user: Yes.", "assistant: First reply.", "user: Yes.", "assistant: Second reply.");
    }

    @Test
    void aMessageThatFollowsAnEarlierTurnReplacesWhatDiffers() {
        chat.record(Exchange.of(voice(user("One")), FIRST.whole()));
        chat.record(Exchange.of(voice(user("Two")), SECOND.whole()));
        chat.record(Exchange.of(voice(user("Too")), THIRD.whole()).follows(2));
        assertThat(currentTurns())
                .containsExactly("user: One", "assistant: First reply.", "user: Too", "assistant: Third reply.");
    }

    @Test
    void theWordsOfSpeechAreAttachedAtOnce() {
        chat.record(Exchange.of(voice(spokenUser("AQID", "wav")), FIRST.whole()).withTranscript("What I said."));
        assertThat(turns().get(0).transcript()).isEqualTo("What I said.");
    }

    @Test
    void aTranscriptWithoutSpeechIsRefused() {
        assertThatThrownBy(() -> chat.record(
                        Exchange.of(voice(user("One")), FIRST.whole()).withTranscript("What I said.")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("no speech");
        assertThat(turns()).isEmpty();
    }

    @Test
    void aPlaceThatIsNotStoredIsRefused() {
        chat.record(Exchange.ofRequest(voice(user("One"))));
        for (long position : new long[] {-1, 2, Long.MAX_VALUE}) {
            assertThatThrownBy(() ->
                            chat.record(Exchange.ofRequest(voice(user("Two"))).follows(position)))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("no turn " + position);
        }
        assertThat(said()).containsExactly("user: One");
    }
}
