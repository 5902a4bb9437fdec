package io.histctl.record;

import static io.histctl.testing.Messages.assistant;
import static io.histctl.testing.Messages.user;
import static io.histctl.testing.Messages.voice;
import static io.histctl.testing.Results.stored;
import static org.assertj.core.api.Assertions.assertThat;

import io.histctl.ListOptions;
import io.histctl.model.Progress;
import io.histctl.model.Turn;
import io.histctl.prune.PruneOptions;
import io.histctl.testing.SpokenReply;
import io.histctl.testing.StoreFixture;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Turns that were forgotten and are recorded again. */
class ForgottenTurnsTest extends StoreFixture {
    private static final Instant OLD = NOON.minus(Duration.ofDays(40));
    private static final SpokenReply FIRST = SpokenReply.reply("First reply.").begunAt(OLD);
    private static final SpokenReply SECOND = SpokenReply.reply("Second reply.").begunAt(NOON.minusSeconds(600));
    private static final SpokenReply THIRD = SpokenReply.reply("Third reply.").begunAt(NOON);
    private static final String ONE = voice(user("Yes"));
    private static final String TWO = voice(user("Yes"), FIRST.replayed(), user("Two"));
    private static final String THREE =
            voice(user("Yes"), FIRST.replayed(), user("Two"), SECOND.replayed(), user("Three"));

    @Test
    void anAppThatSendsItsWholeHistoryBringsNothingBack() {
        forgetTheFirstExchange();
        Recorded.Stored recorded = stored(chat.record(Exchange.of(THREE, THIRD.whole())));
        assertThat(recorded.replaced()).isZero();
        assertThat(said())
                .containsExactly("user: Two", "assistant: Second reply.", "user: Three", "assistant: Third reply.");
    }

    @Test
    void aHistoryInWordsBringsNothingBack() {
        forgetTheFirstExchange();
        chat.record(Exchange.of(
                voice(user("Yes"), assistant("First reply."), user("Two"), assistant("Second reply."), user("Three")),
                THIRD.whole()));
        assertThat(said())
                .containsExactly("user: Two", "assistant: Second reply.", "user: Three", "assistant: Third reply.");
    }

    @Test
    void recordingTheSameExchangesAgainBringsNothingBack() {
        forgetTheFirstExchange();
        List<Turn> before = turns();
        assertThat(chat.record(Exchange.of(ONE, FIRST.whole()).withAt(OLD))).isInstanceOf(Recorded.Duplicate.class);
        chat.record(Exchange.of(TWO, SECOND.whole()).withAt(NOON.minusSeconds(600)));
        chat.record(Exchange.ofRequest(ONE).withAt(OLD));
        chat.record(Exchange.ofRequest(TWO));
        chat.record(Exchange.ofResponse(FIRST.whole()));
        assertThat(turns()).isEqualTo(before);
    }

    @Test
    void whatIsSaidAgainIsNotForgotten() {
        forgetTheFirstExchange();
        chat.record(Exchange.of(voice(user("Yes")), THIRD.whole()));
        assertThat(said())
                .containsExactly("user: Two", "assistant: Second reply.", "user: Yes", "assistant: Third reply.");
    }

    @Test
    void anEditOfAKeptTurnReplacesItAndBringsNothingBack() {
        forgetTheFirstExchange();
        chat.record(Exchange.of(voice(user("Yes"), FIRST.replayed(), user("Too")), THIRD.whole()));
        assertThat(currentTurns()).containsExactly("user: Too", "assistant: Third reply.");
    }

    @Test
    void listCountsTheRemainingTurns() {
        forgetTheFirstExchange();
        assertThat(store.conversations(ListOptions.DEFAULT))
                .filteredOn(info -> info.conversation().equals(name))
                .allMatch(info -> info.turns() == 2)
                .hasSize(1);
    }

    private void forgetTheFirstExchange() {
        chat.record(Exchange.of(ONE, FIRST.whole()).withAt(OLD));
        chat.record(Exchange.of(TWO, SECOND.whole()).withAt(NOON.minusSeconds(600)));
        store.pruneExpired(
                PruneOptions.DEFAULT.withAt(NOON).withConversation(name).withForgetOlderThan(Duration.ofDays(30)),
                Progress.NONE);
        assertThat(said()).containsExactly("user: Two", "assistant: Second reply.");
    }
}
