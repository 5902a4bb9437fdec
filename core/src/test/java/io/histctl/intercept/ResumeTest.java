package io.histctl.intercept;

import static io.histctl.testing.Messages.answers;
import static io.histctl.testing.Messages.assistant;
import static io.histctl.testing.Messages.calls;
import static io.histctl.testing.Messages.request;
import static io.histctl.testing.Messages.system;
import static io.histctl.testing.Messages.user;
import static io.histctl.testing.Messages.voice;
import static io.histctl.testing.Messages.written;
import static io.histctl.testing.SpokenReply.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.histctl.error.InvalidInputException;
import io.histctl.model.Turn;
import io.histctl.record.Exchange;
import io.histctl.resume.Voice;
import io.histctl.standin.StandIn;
import io.histctl.testing.SpokenReply;
import io.histctl.testing.StoreFixture;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An app's own request, made valid. */
class ResumeTest extends StoreFixture {
    private static final SpokenReply FIRST = reply("It leaves at nine.");
    private static final SpokenReply SECOND = reply("From platform two.").begunAt(NOON.plusSeconds(1_800));
    private static final Duration PAUSE = Duration.ofMinutes(61);

    @Test
    void aRequestWhoseIdsAreUsableKeepsItsBytes() {
        recordBoth();
        byte[] request = utf8(voice(
                        system("Be brief."),
                        user("When?"),
                        FIRST.replayed(),
                        user("Where?"),
                        SECOND.replayed(),
                        user("Thanks."))
                .replace(",", " ,\n "));

        ResumedRequest resumed = chat.resume(request);

        assertThat(resumed.body()).isSameAs(request);
        assertThat(resumed.changed()).isFalse();
        assertThat(resumed.voice()).isEqualTo(Voice.SAFE);
        assertThat(resumed.validUntil()).isEqualTo(FIRST.expiresAt());
    }

    @Test
    void anExpiredIdIsFoldedAndAllOtherMembersStayInPlace() {
        recordBoth();
        String settings = """
                "model":"gpt-audio-1.5","modalities":["text","audio"],"x_new":{"b":1.50,"a":[]},\
                "audio":{"voice":"alloy","format":"wav"}""";
        String asked = request(
                settings,
                system("Be brief."),
                user("When?"),
                FIRST.replayed(),
                user("Where?"),
                SECOND.replayed(),
                user("Thanks."));
        String after = ",\"temperature\":1.0}";
        asked = asked.substring(0, asked.length() - 1) + after;

        ResumedRequest resumed = at(NOON.plus(PAUSE), asked);

        assertThat(resumed.changed()).isTrue();
        assertThat(resumed.json())
                .startsWith("{" + settings + ",\"messages\":[" + system("Be brief.") + ",{\"role\":\"system\",")
                .contains("It leaves at nine.")
                .doesNotContain(FIRST.audioId())
                .endsWith(user("Where?") + "," + SECOND.replayed() + "," + user("Thanks.") + "]" + after);
        assertThat(resumed.voice()).isEqualTo(Voice.RESET);
        assertThat(resumed.validUntil()).isEqualTo(SECOND.expiresAt());
    }

    @Test
    void quotedWordsOfASpokenReplyBecomeItsId() {
        recordBoth();

        ResumedRequest resumed = chat.resume(utf8(voice(
                system("Be brief."),
                user("When?"),
                assistant("It leaves at nine."),
                user("Where?"),
                assistant("From platform two."),
                user("Thanks."))));

        assertThat(resumed.json())
                .endsWith(user("When?") + "," + FIRST.replayed() + "," + user("Where?") + "," + SECOND.replayed() + ","
                        + user("Thanks.") + "]}");
        assertThat(resumed.voice()).isEqualTo(Voice.SAFE);
    }

    @Test
    void aWindowStaysAWindow() {
        recordBoth();
        String window = voice(user("Where?"), assistant("From platform two."), user("Thanks."));

        assertThat(chat.resume(utf8(window)).json())
                .isEqualTo(voice(user("Where?"), SECOND.replayed(), user("Thanks.")));
        assertThat(at(SECOND.expiresAt().plus(PAUSE), window).json())
                .contains("From platform two.")
                .doesNotContain("It leaves at nine.")
                .endsWith(user("Thanks.") + "]}");
    }

    @Test
    void aReplyThatTheAppEchoesWholeIsSentByItsId() {
        recordBoth();

        ResumedRequest resumed = chat.resume(utf8(voice(user("When?"), FIRST.message(), user("Where?"))));

        assertThat(resumed.json()).isEqualTo(voice(user("When?"), FIRST.replayed(), user("Where?")));
    }

    @Test
    void writtenRepliesAreFoldedSinceTheyWouldEndTheVoice() {
        ResumedRequest resumed = chat.resume(utf8(voice(user("When?"), assistant("I wrote this."), user("Where?"))));

        assertThat(resumed.json()).contains("I wrote this.").doesNotContain(assistant("I wrote this."));
        assertThat(resumed.voice()).isEqualTo(Voice.RESET);
        StandIn.ensureSound(resumed.body());
    }

    @Test
    void anExpiredIdThatWasNeverRecordedIsFoldedToo() {
        String asked = voice(user("When?"), FIRST.replayed(), user("Where?"));

        assertThat(chat.resume(utf8(asked)).changed()).isFalse();
        assertThat(at(NOON.plus(PAUSE), asked).json()).doesNotContain(FIRST.audioId());
    }

    @Test
    void anUnrecordedIdOfAnotherFormIsSentUnchanged() {
        String asked = voice(user("When?"), "{\"role\":\"assistant\",\"audio\":{\"id\":\"audio-0\"}}", user("Where?"));

        assertThat(at(NOON.plus(PAUSE), asked).changed()).isFalse();
    }

    @Test
    void anExpiredIdBecomesItsTranscriptIfTextIsWanted() {
        recordBoth();
        String asked = written(user("When?"), FIRST.replayed(), user("Where?"));

        assertThat(at(NOON.plus(PAUSE), asked).json())
                .isEqualTo(written(user("When?"), assistant("It leaves at nine."), user("Where?")));
    }

    @Test
    void quotedWordsStayIfTextIsWanted() {
        recordBoth();
        String asked = written(user("When?"), assistant("It leaves at nine."), user("Where?"));

        assertThat(chat.resume(utf8(asked)).changed()).isFalse();
    }

    @Test
    void aToolResultWhoseCallTheWindowCutOffIsLeftOut() {
        String asked = voice(answers("call_1", "9:00"), user("When?"));

        assertThat(chat.resume(utf8(asked)).json()).isEqualTo(voice(user("When?")));
    }

    @Test
    void aFoldNeverSplitsACallFromItsResult() {
        recordBoth();
        String asked =
                voice(user("When?"), FIRST.replayed(), calls("call_1"), answers("call_1", "9:00"), user("Where?"));

        ResumedRequest resumed = at(NOON.plus(PAUSE), asked);

        StandIn.ensureSound(resumed.body());
        assertThat(resumed.json()).doesNotContain("tool_call").endsWith(user("Where?") + "]}");
    }

    @Test
    void nothingIsStored() {
        chat.resume(utf8(voice(user("When?"), assistant("I wrote this."), user("Where?"))));

        assertThat(turns()).isEmpty();
    }

    @Test
    void aSummaryThatTheAppSendsBackIsReplacedByALongerOne() {
        recordBoth();
        String asked = voice(
                system("Be brief."), user("When?"), FIRST.replayed(), user("Where?"), SECOND.replayed(), user("So?"));
        String first = at(NOON.plus(PAUSE), asked).json();

        ResumedRequest again = at(SECOND.expiresAt().plus(PAUSE), first);

        assertThat(again.json().split("through turn", -1)).hasSize(2);
        assertThat(again.json())
                .contains("It leaves at nine.", "From platform two.")
                .endsWith(user("So?") + "]}");
        assertThat(at(NOON.plus(PAUSE), first).changed()).isFalse();
    }

    @Test
    void aPrunedReplyIsFoldedWithItsWords() {
        chat.record(Exchange.of(voice(user("When?")), FIRST.whole()).withAt(NOON));
        CLOCK.set(NOON.plus(PAUSE));
        store.pruneExpired(io.histctl.prune.PruneOptions.DEFAULT, io.histctl.model.Progress.NONE);
        CLOCK.set(NOON);

        assertThat(chat.resume(utf8(voice(user("When?"), FIRST.replayed(), user("Where?"))))
                        .json())
                .contains("It leaves at nine.")
                .doesNotContain(FIRST.audioId());
    }

    @Test
    void whatIsNotARequestIsRefused() {
        assertThatThrownBy(() -> chat.resume(utf8("[1]"))).isInstanceOf(InvalidInputException.class);
    }

    private void recordBoth() {
        chat.record(Exchange.of(voice(system("Be brief."), user("When?")), FIRST.whole())
                .withAt(NOON));
        chat.record(
                Exchange.of(voice(system("Be brief."), user("When?"), FIRST.replayed(), user("Where?")), SECOND.whole())
                        .withAt(NOON));
        assertThat(turns()).extracting(Turn::position).isEqualTo(List.of(1L, 2L, 3L, 4L, 5L));
    }

    private ResumedRequest at(java.time.Instant moment, String request) {
        return chat.resume(utf8(request), ResumeOptions.DEFAULT.withAt(moment));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
