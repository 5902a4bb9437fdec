package io.histctl.record;

import static io.histctl.testing.Messages.reply;
import static io.histctl.testing.Messages.user;
import static io.histctl.testing.Messages.voice;
import static io.histctl.testing.Messages.written;
import static io.histctl.testing.Messages.writtenReply;
import static io.histctl.testing.Results.stored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.histctl.Conversation;
import io.histctl.error.InvalidInputException;
import io.histctl.model.AudioRef;
import io.histctl.model.Reply;
import io.histctl.model.Tokens;
import io.histctl.model.Turn;
import io.histctl.model.Usage;
import io.histctl.testing.Messages;
import io.histctl.testing.SpokenReply;
import io.histctl.testing.StoreFixture;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordedReplyTest extends StoreFixture {
    private static final SpokenReply HI = SpokenReply.reply("Hi there.").begunAt(NOON.minusSeconds(100));

    @Test
    void theMembersOfAReplyAreThoseOfItsTurn() {
        Recorded.Stored recorded = stored(chat.record(Exchange.of(voice(user("Hello")), HI.whole())));
        Reply reply = replyOf(1);
        assertThat(reply.responseId()).isEqualTo(HI.responseId());
        assertThat(reply.model()).isEqualTo("gpt-audio-1.5-2026-02-23");
        assertThat(reply.created()).isEqualTo(HI.begun());
        assertThat(reply.finishReason()).isEqualTo("stop");
        assertThat(reply.usage()).isEqualTo(new Usage(28L, 56L, 44L, 12L));
        assertThat(reply.voiceLost()).isFalse();
        assertThat(turns().get(1).saidAt()).isEqualTo(HI.begun());

        assertThat(recorded.turns()).isEqualTo(new Recorded.NewTurns(1, 2, 0));
        assertThat(recorded.reply())
                .contains(new RecordedReply(
                        2, new RecordedReply.Audio(HI.audioId(), HI.expiresAt(), false), false, false, null));
    }

    @Test
    void theExpiryAndCostOfTheAudioAreThoseOfTheTurn() {
        chat.record(Exchange.of(voice(user("Hello")), HI.whole()));
        AudioRef audio = audio(1);
        assertThat(audio.id()).isEqualTo(HI.audioId());
        assertThat(audio.expiry().reportedAt()).isEqualTo(HI.expiresAt());
        assertThat(audio.expiry().at()).isEqualTo(HI.expiresAt());
        assertThat(audio.speech().format()).isEqualTo("wav");
        assertThat(audio.speech().voice()).isEqualTo("alloy");
        assertThat(audio.speech().bytes()).isEqualTo(8);
        assertThat(audio.tokens()).isEqualTo(new Tokens(12, 44, true));
        assertThat(turns().get(1).message().audioTranscript()).isEqualTo("Hi there.");
    }

    @Test
    void incompleteSoundIsAsLongAsItsTokensSay() {
        chat.record(Exchange.of(voice(user("Hello")), HI.whole()));
        assertThat(audio(1).speech().length()).isEqualTo(Duration.ofMillis(2200));
        assertThat(audio(1).speech().measured()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"44, 2200, true", "42, 2200, true", "40, 2200, true", "20, 1000, false", "90, 4500, false"})
    void completeSoundIsAsLongAsItsBytesSay(int tokens, long millis, boolean measured) {
        String request = Messages.streamed(user("Hello"));
        chat.record(Exchange.of(request, HI.withSound(new byte[105_600], tokens).stream()));
        assertThat(audio(1).speech().length()).isEqualTo(Duration.ofMillis(millis));
        assertThat(audio(1).speech().measured()).isEqualTo(measured);
        assertThat(audio(1).speech().bytes()).isEqualTo(105_600);
    }

    @Test
    void withoutUsageTheLengthOfBrokenSoundIsUnknown() {
        chat.record(Exchange.of(voice(user("Hello")), HI.whole().replace("\"usage\":", "\"spent\":")));
        assertThat(audio(1).speech().length()).isNull();
        assertThat(audio(1).tokens()).isNull();
        assertThat(replyOf(1).usage()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"aac", "mp3", "flac", "opus", "pcm16", "wav", "tomorrow's"})
    void soundThatCantBeMeasuredIsAccepted(String format) {
        String request = voice(user("Hello")).replace("\"wav\"", "\"" + format + "\"");
        chat.record(Exchange.of(request, HI.withSound(new byte[] {7}, 44).whole()));
        assertThat(audio(1).speech().format()).isEqualTo(format);
        assertThat(audio(1).speech().length()).isEqualTo(Duration.ofMillis(2200));
    }

    @Test
    void aTimeWithAFractionIsTruncatedToItsSecond() {
        String created = "\"created\":" + HI.begun().getEpochSecond();
        chat.record(Exchange.of(voice(user("Hello")), HI.whole().replace(created, created + ".93")));
        assertThat(replyOf(1).created()).isEqualTo(HI.begun());
        Conversation other = store.conversation(name + "-2");
        other.record(Exchange.of(voice(user("Hello")), HI.stream().replace(created, created + ".93")));
        assertThat(Objects.requireNonNull(other.turns().get(1).reply()).created())
                .isEqualTo(HI.begun());
    }

    @Test
    void aCustomVoiceIsKeptAsItsJson() {
        chat.record(Exchange.of(voice(user("Hello")).replace("\"alloy\"", "{\"id\":\"voice_1\"}"), HI.whole()));
        assertThat(audio(1).speech().voice()).isEqualTo("{\"id\":\"voice_1\"}");
        assertThat(exported()).contains("\"voice\":{\"id\":\"voice_1\"}");
    }

    @Test
    void textInsteadOfRequestedAudioIsALostVoice() {
        Recorded recorded = chat.record(Exchange.of(voice(user("Hello")), writtenReply("Hi.", NOON)));
        assertThat(recorded.reply()).get().matches(RecordedReply::voiceLost);
        assertThat(replyOf(1).voiceLost()).isTrue();
    }

    @Test
    void requestedTextIsNotALostVoice() {
        chat.record(Exchange.of(written(user("Hello")), writtenReply("Hi.", NOON)));
        assertThat(replyOf(1).voiceLost()).isFalse();
    }

    @Test
    void toolCallsAndRefusalsAreNotALostVoice() {
        chat.record(Exchange.of(voice(user("Hello")), reply(Messages.calls("call_1"), NOON)));
        assertThat(replyOf(1).voiceLost()).isFalse();
        Conversation other = store.conversation(name + "-2");
        other.record(Exchange.of(
                voice(user("Hello")), reply("{\"role\":\"assistant\",\"content\":null,\"refusal\":\"No.\"}", NOON)));
        assertThat(Objects.requireNonNull(other.turns().get(1).reply()).voiceLost())
                .isFalse();
    }

    @Test
    void severalChoicesNeedAnIndex() {
        String both = writtenReply("A", NOON)
                .replace("\"choices\":[", "\"choices\":[{\"index\":1,\"message\":" + Messages.assistant("B") + "},");
        assertThatThrownBy(() -> chat.record(Exchange.of(written(user("Hello")), both)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("2 choices");
        assertThat(turns()).isEmpty();
        assertThatThrownBy(() ->
                        chat.record(Exchange.of(written(user("Hello")), both).withChoice(2)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("no choice 2");
        chat.record(Exchange.of(written(user("Hello")), both).withChoice(1));
        assertThat(said()).containsExactly("user: Hello", "assistant: B");
    }

    @Test
    void aReplyAloneGetsTheSettingsOfItsConversation() {
        chat.record(Exchange.ofRequest(voice(user("Hello"))));
        chat.record(Exchange.ofResponse(HI.whole()));
        assertThat(said()).containsExactly("user: Hello", "assistant: Hi there.");
        assertThat(audio(1).speech().voice()).isEqualTo("alloy");
        assertThat(audio(1).speech().format()).isEqualTo("wav");
    }

    @Test
    void anExchangeTookPlaceWhenItsReplyWasMadeUnlessATimeIsGiven() {
        chat.record(Exchange.of(voice(user("Hello")), HI.whole()).withAt(NOON.plusSeconds(9)));
        assertThat(turns().get(0).saidAt()).isEqualTo(NOON.plusSeconds(9));
        Conversation other = store.conversation(name + "-2");
        other.record(Exchange.ofRequest(voice(user("Hello"))));
        assertThat(other.turns().get(0).saidAt()).isEqualTo(CLOCK.instant());
    }

    private Reply replyOf(int turn) {
        return Objects.requireNonNull(turns().get(turn).reply());
    }

    private AudioRef audio(int turn) {
        Turn found = turns().get(turn);
        return Objects.requireNonNull(found.audio());
    }
}
