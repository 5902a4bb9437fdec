package io.histctl.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.histctl.model.Reply;
import io.histctl.testing.StoreFixture;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Replies that gateways identify badly: with one id for all of them, or with none. */
class EmptyReplyTest extends StoreFixture {
    private static final String FIRST = "{\"role\":\"user\",\"content\":\"Who is it?\"}";
    private static final String HISTORY = FIRST
            + ",{\"role\":\"assistant\",\"content\":\"A friend.\"},{\"role\":\"user\",\"content\":\"Which one?\"}";

    @Test
    void questionIsStoredThoughItsStreamBrokeOffUnderTheIdOfAnEarlierReply() {
        chat.record(Exchange.of(request(FIRST), reply("\"id\":\"chatcmpl-1\",\"created\":1780660800,", "A friend.")));

        chat.record(Exchange.of(request(HISTORY), stream("\"id\":\"chatcmpl-1\",\"created\":1780660860,")));

        assertThat(said()).containsExactly("user: Who is it?", "assistant: A friend.", "user: Which one?");
    }

    @Test
    void streamThatBrokeOffAndIsRecordedAgainUnderItsIdAddsNothing() {
        chat.record(Exchange.of(request(FIRST), reply("\"id\":\"chatcmpl-1\",\"created\":1780660800,", "A friend.")));

        Recorded recorded =
                chat.record(Exchange.of(request(FIRST), stream("\"id\":\"chatcmpl-1\",\"created\":1780660800,")));

        assertThat(recorded).isInstanceOf(Recorded.Duplicate.class);
        assertThat(said()).containsExactly("user: Who is it?", "assistant: A friend.");
    }

    @Test
    void usageOfAReplyWithAnEmptyEnvelopeIsKept() {
        chat.record(Exchange.of(request(FIRST), reply("\"id\":\"\",\"created\":0,\"model\":\"\",", "A friend.")));

        Reply reply = Objects.requireNonNull(chat.turns().get(1).reply());
        assertThat(Objects.requireNonNull(reply.usage()).completionTokens()).isEqualTo(7);
        assertThat(reply.created()).isNull();
    }

    @Test
    void replyWithAnEmptyEnvelopeIsADuplicateWhenItIsRecordedAgain() {
        String spoken =
                "{\"id\":\"\",\"created\":0,\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"audio\":{\"id\":\"audio_"
                        + name + "\",\"transcript\":\"A friend.\"}},\"finish_reason\":\"stop\"}]}";
        chat.record(Exchange.of(request(FIRST), spoken));

        assertThat(chat.record(Exchange.of(request(FIRST), spoken))).isInstanceOf(Recorded.Duplicate.class);
    }

    @Test
    void voiceIsNotLostByAReplyWhoseAudioHasNoId() {
        String settings = "{\"model\":\"gpt-audio-1.5\",\"modalities\":[\"text\",\"audio\"],"
                + "\"audio\":{\"voice\":\"ash\",\"format\":\"pcm16\"},\"messages\":[" + FIRST + "]}";
        chat.record(Exchange.of(
                settings,
                "{\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"audio\":{\"transcript\":\"A friend.\"}},"
                        + "\"finish_reason\":\"stop\"}]}"));

        assertThat(said()).containsExactly("user: Who is it?", "assistant: A friend.");
        assertThat(Objects.requireNonNull(chat.turns().get(1).reply()).voiceLost())
                .isFalse();
    }

    @Test
    void writtenReplyWithAnEmptyEnvelopeIsADuplicateAfterLaterExchanges() {
        String first = reply("\"id\":\"\",\"created\":0,", "A friend.");
        chat.record(Exchange.of(request(FIRST), first));
        chat.record(Exchange.of(request(HISTORY), reply("\"id\":\"\",\"created\":0,", "The old one.")));

        assertThat(chat.record(Exchange.of(request(FIRST), first))).isInstanceOf(Recorded.Duplicate.class);
        assertThat(said()).hasSize(4);
    }

    @Test
    void sameWordsAfterTheSameQuestionAreAnotherReplyInAHistory() {
        String yes = reply("\"id\":\"chatcmpl-1\",\"created\":0,", "A friend.");
        String again = FIRST + ",{\"role\":\"assistant\",\"content\":\"A friend.\"}," + FIRST;
        chat.record(Exchange.of(request(FIRST), yes));
        chat.record(Exchange.of(request(again), yes));
        chat.record(Exchange.of(request(again), yes));

        assertThat(said())
                .containsExactly(
                        "user: Who is it?", "assistant: A friend.", "user: Who is it?", "assistant: A friend.");
    }

    @Test
    void partOfAReplyWithoutIdAddsNothingToTheWholeOne() {
        chat.record(Exchange.of(request(FIRST), reply("", "A friend.")));
        String part = "data: {\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"A fr\"}}]}\n\n";

        assertThat(chat.record(Exchange.of(request(FIRST), part))).isInstanceOf(Recorded.Duplicate.class);
        assertThat(said()).containsExactly("user: Who is it?", "assistant: A friend.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "123", "86400000", "\"42\""})
    void smallNumberIsNotTheTimeOfAReply(String created) {
        chat.record(Exchange.of(request(FIRST), reply("\"id\":\"r\",\"created\":" + created + ",", "A friend.")));

        Reply reply = Objects.requireNonNull(chat.turns().get(1).reply());
        assertThat(reply.created()).isNull();
        assertThat(chat.turns().get(1).saidAt()).isAfter("2020-01-01T00:00:00Z");
    }

    private static String request(String messages) {
        return "{\"model\":\"gpt-audio-1.5\",\"messages\":[" + messages + "]}";
    }

    private static String reply(String envelope, String words) {
        return "{" + envelope + "\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"" + words
                + "\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":7,"
                + "\"completion_tokens_details\":{\"audio_tokens\":0,\"text_tokens\":7}}}";
    }

    /** A stream of which only the role arrived. */
    private static String stream(String envelope) {
        return "data: {" + envelope
                + "\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"refusal\":null}}]}\n\n";
    }
}
