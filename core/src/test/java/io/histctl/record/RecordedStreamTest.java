package io.histctl.record;

import static io.histctl.testing.Messages.notFound;
import static io.histctl.testing.Messages.streamed;
import static io.histctl.testing.Messages.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.histctl.Conversation;
import io.histctl.error.InvalidInputException;
import io.histctl.export.ExportOptions;
import io.histctl.model.AudioRef;
import io.histctl.model.Turn;
import io.histctl.testing.SpokenReply;
import io.histctl.testing.StoreFixture;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RecordedStreamTest extends StoreFixture {
    private static final SpokenReply HI = SpokenReply.reply("Hi, “Zoë” 👍🏽, where to?");
    private static final String REQUEST = streamed(user("Hello"));

    @Test
    void aStreamMakesTheSameTurnAsTheWholeReply() {
        chat.record(Exchange.of(REQUEST, HI.stream()));
        Conversation other = store.conversation(name + "-whole");
        other.record(Exchange.of(REQUEST, HI.whole()));
        Turn streamed = chat.turns().get(1);
        Turn whole = other.turns().get(1);
        assertThat(streamed.message()).isEqualTo(whole.message());
        assertThat(streamed.audio()).isEqualTo(whole.audio());
        assertThat(streamed.incomplete()).isFalse();
    }

    @Test
    void aStreamThatBreaksOffAnywhereIsRecordedAndEstimatedToExpireNoLaterThanItDoes() {
        byte[] stream = HI.stream().getBytes(StandardCharsets.UTF_8);
        for (int length = 1; length <= stream.length; length += 23) {
            Conversation broken = store.conversation(name + length);
            byte[] request = REQUEST.getBytes(StandardCharsets.UTF_8);
            Recorded recorded = broken.record(
                    Exchange.of(request, Arrays.copyOf(stream, length)).withAt(NOON));
            assertThat(broken.turns().get(0).message().text()).isEqualTo("Hello");
            if (recorded.reply().isPresent()) {
                Turn reply = broken.turns().get(1);
                assertThat(reply.incomplete()).isEqualTo(recorded.reply().get().incomplete());
                assertThat(audio(reply).expiry().at()).isBeforeOrEqualTo(HI.expiresAt());
                assertThat(audio(reply).expiry().estimated()).isEqualTo(reply.incomplete());
                assertThat(broken.export(ExportOptions.DEFAULT).json()).contains(HI.replayed());
            }
        }
    }

    @Test
    void aStreamWithAnErrorIsIncompleteEvenIfItsEndArrives() {
        try (RecordingStream live = chat.recordStream(Exchange.ofRequest(REQUEST))) {
            live.accept(brokenAfter(4) + "data: {\"error\":{\"message\":\"overloaded\"}}\n\n");
            live.accept("data: [DONE]\n\n");
            assertThat(live.end().reply()).get().matches(RecordedReply::incomplete);
        }
        assertThat(turns().get(1).incomplete()).isTrue();
    }

    @Test
    void nothingAfterABadEventIsRecordedHoweverTheStreamIsSplit() {
        String bad = brokenAfter(4) + "data: {\"oops\n\n";
        String rest = HI.stream().substring(brokenAfter(4).length());
        for (String pieces : new String[] {bad + rest.strip(), bad + "\0" + rest}) {
            Conversation other = store.conversation(name + pieces.indexOf('\0'));
            RecordingStream live = other.recordStream(Exchange.ofRequest(REQUEST));
            for (String piece : pieces.split("\0", -1)) {
                try {
                    live.accept(piece);
                } catch (InvalidInputException e) {
                    assertThat(e).hasMessageStartingWith("event 5 of the stream is not whole, valid JSON");
                }
            }
            assertThat(live.end().reply()).get().matches(RecordedReply::incomplete);
            assertThat(other.turns().get(1).message().audioTranscript()).isEqualTo("Hi, “Zo");
        }
    }

    @Test
    void whatFollowsTheEndIsIgnored() {
        chat.record(Exchange.of(REQUEST, HI.stream() + "data: {\"error\":{}}\n\ndata: {\"oops\n\n"));
        assertThat(turns().get(1).incomplete()).isFalse();
        assertThat(turns().get(1).message().audioTranscript()).isEqualTo(HI.transcript());
    }

    @Test
    void aBrokenReplyIsCompletedByTheWholeOne() {
        chat.record(Exchange.of(REQUEST, brokenAfter(4)));
        assertThat(said()).containsExactly("user: Hello", "assistant: Hi, “Zo");
        assertThat(turns().get(1).incomplete()).isTrue();
        chat.record(Exchange.of(REQUEST, HI.stream()));
        assertThat(said()).containsExactly("user: Hello", "assistant: " + HI.transcript());
        assertThat(turns().get(1).incomplete()).isFalse();
        assertThat(audio(turns().get(1)).expiry().reportedAt()).isEqualTo(HI.expiresAt());
    }

    @Test
    void aBrokenReplyIsNotShortenedByLessOfIt() {
        chat.record(Exchange.of(REQUEST, brokenAfter(6)));
        chat.record(Exchange.of(REQUEST, brokenAfter(2)));
        assertThat(said()).containsExactly("user: Hello", "assistant: " + HI.transcript());
        assertThat(turns().get(1).incomplete()).isTrue();
    }

    @Test
    void aWholeReplyIsNotChangedByPartOfIt() {
        chat.record(Exchange.of(REQUEST, HI.stream()));
        var before = turns();
        chat.record(Exchange.of(REQUEST, brokenAfter(4)));
        assertThat(turns()).isEqualTo(before);
    }

    @Test
    void completingAReplyLeavesItsIdGone() {
        chat.record(Exchange.of(REQUEST, brokenAfter(4)));
        chat.record(Exchange.ofResponse(notFound(HI.audioId(), 1)));
        chat.record(Exchange.of(REQUEST, HI.stream()));
        assertThat(turns().get(1).incomplete()).isFalse();
        assertThat(audio(turns().get(1)).expiry().goneAt()).isNotNull();
        assertThat(exported()).doesNotContain(HI.audioId());
    }

    @Test
    void completingAReplyDoesNotForgetHowMuchWasHeard() {
        chat.record(Exchange.of(REQUEST, brokenAfter(4)));
        chat.interrupted(2, Duration.ZERO);
        chat.record(Exchange.of(REQUEST, HI.stream()));
        assertThat(audio(turns().get(1)).speech().heard()).isEqualTo(Duration.ZERO);
    }

    @Test
    void recordedWhileItArrivesItIsTheSameTurn() {
        store.conversation(name + "-whole").record(Exchange.of(REQUEST, HI.stream()));
        byte[] stream = HI.stream().getBytes(StandardCharsets.UTF_8);
        String heard = "";
        try (RecordingStream recording = chat.recordStream(Exchange.ofRequest(REQUEST))) {
            for (int at = 0; at < stream.length; at += 97) {
                recording.accept(Arrays.copyOfRange(stream, at, Math.min(stream.length, at + 97)));
                String spoken =
                        turns().size() < 2 ? "" : turns().get(1).message().audioTranscript();
                assertThat(spoken).startsWith(heard);
                heard = spoken == null ? "" : spoken;
            }
            assertThat(recording.end().reply()).get().matches(reply -> !reply.incomplete());
        }
        assertThat(turns()).isEqualTo(store.conversation(name + "-whole").turns());
    }

    @Test
    void aStreamThatBrokeOffBeforeItsFirstWordLeavesTheRequest() {
        chat.record(Exchange.of(REQUEST, brokenAfter(1)));
        assertThat(said()).containsExactly("user: Hello");
        chat.record(Exchange.of(REQUEST, HI.stream()));
        assertThat(said()).containsExactly("user: Hello", "assistant: " + HI.transcript());
    }

    @Test
    void anIdOfAnotherFormIsEstimatedToExpireAnHourAfterItsReply() {
        String stream = brokenAfter(4).replace(HI.audioId(), "snd-7");
        chat.record(Exchange.of(REQUEST, stream).withAt(NOON.plusSeconds(50)));
        assertThat(audio(turns().get(1)).expiry().at()).isEqualTo(HI.begun().plusSeconds(3600));
        assertThat(audio(turns().get(1)).id()).isEqualTo("snd-7");
    }

    @Test
    void anIdWhoseDigitsAreNotATimeOfThisChatIsEstimatedToExpireAnHourAfterItsReply() {
        SpokenReply odd = HI.begunAt(Instant.ofEpochSecond(0x7fffffff));
        String stream = brokenAfter(4).replace(HI.audioId(), odd.audioId());
        chat.record(Exchange.of(REQUEST, stream));
        assertThat(audio(turns().get(1)).expiry().at()).isEqualTo(HI.begun().plusSeconds(3600));
    }

    private static String brokenAfter(int chunks) {
        String[] events = HI.stream().split("(?<=\n\n)");
        return String.join("", Arrays.copyOf(events, chunks));
    }

    private static AudioRef audio(Turn turn) {
        return Objects.requireNonNull(turn.audio());
    }
}
