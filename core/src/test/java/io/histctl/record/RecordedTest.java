package io.histctl.record;

import static io.histctl.testing.Messages.spokenUser;
import static io.histctl.testing.Messages.user;
import static io.histctl.testing.Messages.voice;
import static io.histctl.testing.Results.stored;
import static org.assertj.core.api.Assertions.assertThat;

import io.histctl.testing.SpokenReply;
import io.histctl.testing.StoreFixture;
import org.junit.jupiter.api.Test;

/** What recording an exchange reports. */
class RecordedTest extends StoreFixture {
    private static final SpokenReply HI = SpokenReply.reply("Hi there.").begunAt(NOON);
    private static final String SPOKEN = voice(spokenUser("AQID", "wav"));

    @Test
    void speechWithoutWordsIsCounted() {
        assertThat(stored(chat.record(Exchange.of(SPOKEN, HI.whole()))).turns())
                .isEqualTo(new Recorded.NewTurns(1, 2, 1));
    }

    @Test
    void speechWithWordsIsNotCounted() {
        Exchange exchange = Exchange.of(SPOKEN, HI.whole()).withTranscript("Hello");
        assertThat(stored(chat.record(exchange)).turns()).isEqualTo(new Recorded.NewTurns(1, 2, 0));
    }

    @Test
    void theRestOfAReplyCompletesItsTurn() {
        int half = HI.stream().length() / 2;
        chat.record(Exchange.of(voice(user("Hello")), HI.stream().substring(0, half)));
        assertThat(chat.record(Exchange.ofResponse(HI.stream().substring(0, half + 20))))
                .isInstanceOf(Recorded.StillIncomplete.class)
                .extracting(recorded -> recorded.reply().orElseThrow().incomplete())
                .isEqualTo(true);
        assertThat(chat.record(Exchange.ofResponse(HI.whole())))
                .isInstanceOf(Recorded.Completed.class)
                .extracting(recorded -> recorded.reply().orElseThrow().position())
                .isEqualTo(2L);
    }

    @Test
    void whatIsReadLenientlyIsNoted() {
        String reply = HI.whole().replaceFirst("\"created\":\\d+", "\"created\":\"yesterday\"");
        assertThat(chat.record(Exchange.of(voice(user("Hello")), reply)).notes())
                .singleElement()
                .asString()
                .contains("created");
    }

    @Test
    void anErrorInMidStreamIsReportedAndWhatArrivedIsKept() {
        String half = HI.stream()
                .substring(0, HI.stream().lastIndexOf("data: {", HI.stream().length() / 2));
        String error =
                "data: {\"error\":{\"message\":\"Overloaded\",\"type\":\"server_error\",\"code\":\"overloaded\"}}\n\n";
        RecordedReply reply = chat.record(Exchange.of(voice(user("Hello")), half + error))
                .reply()
                .orElseThrow();
        assertThat(reply.error()).isEqualTo(new RecordedReply.StreamError("overloaded"));
        assertThat(reply.incomplete()).isTrue();
        assertThat(turns()).hasSize(2);
    }

    @Test
    void anErrorInALiveStreamIsReportedToo() {
        String half = HI.stream()
                .substring(0, HI.stream().lastIndexOf("data: {", HI.stream().length() / 2));
        try (RecordingStream stream = chat.recordStream(Exchange.ofRequest(voice(user("Hello"))))) {
            stream.accept(half);
            stream.accept("event: error\ndata: {\"type\":\"server_error\"}\n\n");
            assertThat(stream.end().reply().orElseThrow().error())
                    .isEqualTo(new RecordedReply.StreamError("server_error"));
        }
    }

    @Test
    void wordsThatComeLaterAreStored() {
        chat.record(Exchange.of(SPOKEN, HI.whole()));
        Recorded recorded = chat.record(Exchange.of(SPOKEN, HI.whole()).withTranscript("Hello"));
        assertThat(stored(recorded).turns()).isEqualTo(new Recorded.NewTurns(0, 0, 0));
        assertThat(turns().get(0).transcript()).isEqualTo("Hello");
        assertThat(chat.record(Exchange.of(SPOKEN, HI.whole()).withTranscript("Hello")))
                .isInstanceOf(Recorded.Duplicate.class);
    }
}
