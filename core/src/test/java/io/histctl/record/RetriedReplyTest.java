package io.histctl.record;

import static io.histctl.testing.Messages.assistant;
import static io.histctl.testing.Messages.reply;
import static io.histctl.testing.Messages.system;
import static io.histctl.testing.Messages.user;
import static io.histctl.testing.Messages.voice;
import static io.histctl.testing.Messages.written;
import static io.histctl.testing.Messages.writtenReply;
import static io.histctl.testing.Results.stored;
import static org.assertj.core.api.Assertions.assertThat;

import io.histctl.testing.SpokenReply;
import io.histctl.testing.StoreFixture;
import org.junit.jupiter.api.Test;

/** A reply that broke off and is asked for again, or dropped. */
class RetriedReplyTest extends StoreFixture {
    private static final SpokenReply FIRST = SpokenReply.reply("First reply.");
    private static final SpokenReply SECOND = SpokenReply.reply("Second reply.").begunAt(NOON.plusSeconds(60));
    private static final SpokenReply THIRD = SpokenReply.reply("Third reply.").begunAt(NOON.plusSeconds(120));

    @Test
    void aReplyThatBrokeOffIsReplacedByItsRetry() {
        chat.record(Exchange.of(voice(system("Be kind."), user("One")), brokenOff(FIRST)));
        Recorded.Stored recorded =
                stored(chat.record(Exchange.of(voice(system("Be kind."), user("One")), SECOND.stream())));
        assertThat(recorded.replaced()).isEqualTo(1);
        assertThat(currentTurns()).containsExactly("system: Be kind.", "user: One", "assistant: Second reply.");
        assertThat(said()).hasSize(4);
    }

    @Test
    void severalRetriesReplaceWhatBrokeOff() {
        chat.record(Exchange.of(voice(user("One")), brokenOff(FIRST)));
        chat.record(Exchange.of(voice(user("One")), brokenOff(SECOND)));
        chat.record(Exchange.of(voice(user("One")), THIRD.whole()));
        assertThat(currentTurns()).containsExactly("user: One", "assistant: Third reply.");
    }

    @Test
    void aLaterReplyThatBrokeOffIsReplacedToo() {
        chat.record(Exchange.of(voice(user("One")), FIRST.whole()));
        chat.record(Exchange.of(voice(user("One"), FIRST.replayed(), user("Two")), brokenOff(SECOND)));
        chat.record(Exchange.of(voice(user("One"), FIRST.replayed(), user("Two")), THIRD.whole()));
        assertThat(currentTurns())
                .containsExactly("user: One", "assistant: First reply.", "user: Two", "assistant: Third reply.");
    }

    @Test
    void aReplyThatBrokeOffMayBeDroppedByTheApp() {
        chat.record(Exchange.of(voice(user("One")), brokenOff(FIRST)));
        chat.record(Exchange.of(voice(user("One"), user("Two")), SECOND.whole()));
        assertThat(currentTurns()).containsExactly("user: One", "user: Two", "assistant: Second reply.");
    }

    @Test
    void aLaterReplyThatBrokeOffMayBeDroppedByTheApp() {
        chat.record(Exchange.of(voice(user("One")), FIRST.whole()));
        chat.record(Exchange.of(voice(user("One"), FIRST.replayed(), user("Two")), brokenOff(SECOND)));
        chat.record(Exchange.of(voice(user("One"), FIRST.replayed(), user("Two"), user("Three")), THIRD.whole()));
        assertThat(currentTurns())
                .containsExactly(
                        "user: One", "assistant: First reply.", "user: Two", "user: Three", "assistant: Third reply.");
    }

    @Test
    void aReplyThatBrokeOffStaysIfTheAppQuotesIt() {
        chat.record(Exchange.of(voice(user("One")), brokenOff(FIRST)));
        chat.record(Exchange.of(voice(user("One"), FIRST.replayed(), user("Two")), SECOND.whole()));
        assertThat(currentTurns()).hasSize(4);
        assertThat(turns().get(1).incomplete()).isTrue();
    }

    @Test
    void theRestOfABrokenReplyStillCompletesIt() {
        chat.record(Exchange.of(voice(user("One")), brokenOff(FIRST)));
        chat.record(Exchange.of(voice(user("One")), FIRST.stream()));
        assertThat(said()).containsExactly("user: One", "assistant: First reply.");
        assertThat(turns().get(1).incomplete()).isFalse();
    }

    @Test
    void aRetryOfWordsThatTheLastReplyRepeatsIsNotTakenForANewQuestion() {
        String one = written(user("One"));
        String two = written(user("One"), assistant("Yes."), user("Two"));
        chat.record(Exchange.of(one, writtenReply("Yes.", NOON)));
        chat.record(Exchange.of(two, writtenReply("Yes.", NOON.plusSeconds(60))));

        String window = written(assistant("Yes."), user("Two"));
        chat.record(Exchange.of(window, writtenReply("No.", NOON.plusSeconds(120))));
        assertThat(currentTurns()).containsExactly("user: One", "assistant: Yes.", "user: Two", "assistant: No.");
    }

    @Test
    void aRetryOfARepeatedExchangeIsNotTakenForANewQuestion() {
        String one = written(user("One"));
        String again = written(user("One"), assistant("Yes."), user("One"));
        chat.record(Exchange.of(one, writtenReply("Yes.", NOON)));
        chat.record(Exchange.of(again, writtenReply("Yes.", NOON.plusSeconds(60))));
        assertThat(currentTurns()).hasSize(4);

        chat.record(Exchange.of(again, writtenReply("No.", NOON.plusSeconds(120))));
        assertThat(currentTurns()).containsExactly("user: One", "assistant: Yes.", "user: One", "assistant: No.");
    }

    private static String brokenOff(SpokenReply reply) {
        return "data: " + String.join("\n\ndata: ", reply.chunks().subList(0, 5)) + "\n\n";
    }
}
