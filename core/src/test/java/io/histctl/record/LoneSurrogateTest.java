package io.histctl.record;

import static io.histctl.testing.Messages.replay;
import static io.histctl.testing.Messages.request;
import static io.histctl.testing.Messages.spokenUser;
import static io.histctl.testing.Messages.streamed;
import static io.histctl.testing.Messages.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.histctl.error.InvalidInputException;
import io.histctl.testing.StoreFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON can escape half of a surrogate pair, which UTF-8 can't encode: the escape is stored as it was sent. */
class LoneSurrogateTest extends StoreFixture {

    @ParameterizedTest
    @ValueSource(strings = {"\"\\ud800\":1", "\"a\\udc00b\":{}", "\"x\":{\"\\ud800\":2}"})
    void inANameIsRefused(String setting) {
        assertThatThrownBy(
                        () -> chat.record(Exchange.ofRequest(request("\"model\":\"gpt-4.1\"," + setting, user("Hi")))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("the request is not whole, valid JSON");
        assertThat(turns()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\ud800", "no base64 \\udc00\\/\\n", "UklGRg==\\ud83d\\ude00"})
    void inWhatShouldBeSound(String data) {
        String sent = request("\"model\":\"gpt-4.1\"", spokenUser(data, "wav"));
        chat.record(Exchange.ofRequest(sent));
        assertThat(exported()).isEqualTo(sent);
    }

    @Test
    void inAnAudioIdIsRefused() {
        assertThatThrownBy(() -> chat.record(
                        Exchange.ofRequest(request("\"model\":\"gpt-4.1\"", user("Hi"), replay("audio_\\ud800")))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("messages[1].audio.id is not valid Unicode");
        assertThat(turns()).isEmpty();
    }

    @Test
    void inATranscriptOfAUserIsRefused() {
        chat.record(Exchange.ofRequest(request("\"model\":\"gpt-4.1\"", spokenUser("UklGRg==", "wav"))));
        assertThatThrownBy(() -> chat.transcribe(1, "half \ud800"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("the transcript is not valid Unicode");
    }

    @Test
    void inAStreamWhoseNextChunkContainsTheOtherHalf() {
        try (RecordingStream recording = chat.recordStream(Exchange.ofRequest(streamed(user("Hi"))))) {
            recording.accept(chunk("\\ud83d"));
            assertThat(said()).containsExactly("user: Hi", "assistant: \ud83d");
            recording.accept(chunk("\\ude00") + "data: [DONE]\n\n");
        }
        assertThat(said()).containsExactly("user: Hi", "assistant: 😀");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"audio\":{\"id\":\"\\ud800\"}", "\"name\":5", "\"tool_call_id\":{}"})
    void aBadEventKeepsWhatPrecededItInTheStream(String delta) {
        String bad = "data: {\"choices\":[{\"index\":0,\"delta\":{" + delta + "}}]}\n\n";
        RecordingStream recording = chat.recordStream(Exchange.ofRequest(streamed(user("Hi"))));
        assertThatThrownBy(() -> recording.accept(chunk("Hello") + bad)).isInstanceOf(InvalidInputException.class);
        recording.close();
        assertThat(said()).containsExactly("user: Hi", "assistant: Hello");
    }

    @Test
    void inAStreamThatNeverSendsTheOther() {
        chat.record(Exchange.of(streamed(user("Hi")), chunk("half \\ud83d") + "data: [DONE]\n\n"));
        assertThat(said()).containsExactly("user: Hi", "assistant: half \ud83d");
    }

    private static String chunk(String content) {
        return "data: {\"id\":\"chatcmpl-1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + content
                + "\"}}]}\n\n";
    }
}
