package io.histctl.record;

import static io.histctl.testing.Messages.answers;
import static io.histctl.testing.Messages.calls;
import static io.histctl.testing.Messages.spokenUser;
import static io.histctl.testing.Messages.system;
import static io.histctl.testing.Messages.user;
import static io.histctl.testing.Messages.voice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.histctl.error.InvalidPayloadException;
import io.histctl.testing.SpokenReply;
import io.histctl.testing.StoreFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A message that the API refuses makes exports fail; recording the request again, corrected, makes them work. */
class CorrectedRequestTest extends StoreFixture {
    private static final SpokenReply FIRST = SpokenReply.reply("First reply.");
    private static final SpokenReply SECOND = SpokenReply.reply("Second reply.").begunAt(NOON.plusSeconds(60));
    private static final String FLAC = spokenUser("AQID", "flac");
    private static final String WAV = spokenUser("AQID", "wav");

    private static String result(String content) {
        return "{\"role\":\"tool\",\"tool_call_id\":\"call_1\",\"content\":" + content + "}";
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\"null\"", "\"21 C\"", "[{\"type\":\"text\",\"text\":\"21 C\"}]"})
    void aToolResultIsCorrected(String content) {
        chat.record(Exchange.of(voice(user("Weather?"), calls("call_1"), result("null")), FIRST.whole()));
        ensureRefused();
        chat.record(Exchange.ofRequest(voice(user("Weather?"), calls("call_1"), result(content))));
        assertThat(exported()).contains(content).doesNotContain("\"content\":null}");
    }

    @Test
    void aToolResultIsCorrectedWithinAHistory() {
        chat.record(Exchange.of(voice(user("Weather?"), calls("call_1"), result("null")), FIRST.whole()));
        chat.record(Exchange.of(
                voice(user("Weather?"), calls("call_1"), result("\"21 C\""), FIRST.replayed(), user("And now?")),
                SECOND.whole()));
        assertThat(exported()).contains("21 C").contains(FIRST.audioId()).contains(SECOND.audioId());
        assertThat(currentTurns())
                .containsExactly(
                        "user: Weather?",
                        "assistant: (calls)",
                        "tool: 21 C",
                        "assistant: First reply.",
                        "user: And now?",
                        "assistant: Second reply.");
    }

    @Test
    void aValidToolResultIsChangedToo() {
        chat.record(Exchange.of(voice(user("Weather?"), calls("call_1"), answers("call_1", "21 C")), FIRST.whole()));
        chat.record(Exchange.of(
                voice(user("Weather?"), calls("call_1"), answers("call_1", "22 C"), FIRST.replayed(), user("And now?")),
                SECOND.whole()));
        assertThat(exported()).contains("22 C").doesNotContain("21 C");
    }

    @Test
    void aMessageThatWasNotAnsweredIsReplacedByTheNext() {
        chat.record(Exchange.ofRequest(voice(FLAC)));
        ensureRefused();
        chat.record(Exchange.of(voice(WAV), FIRST.whole()));
        assertThat(exported()).contains("wav").doesNotContain("flac");
        assertThat(turns()).hasSize(3);
    }

    @Test
    void severalMessagesAreReplacedTogether() {
        chat.record(Exchange.of(voice(user("Hello")), FIRST.whole()));
        chat.record(Exchange.ofRequest(voice(FLAC)));
        chat.record(Exchange.ofRequest(voice(spokenUser("AQIE", "flac"))));
        chat.record(Exchange.of(voice(WAV), SECOND.whole()));
        assertThat(exported()).contains("wav").contains("Hello").doesNotContain("flac");
    }

    @Test
    void aMessageThatWasAnsweredIsReplacedWhenItsExchangeComesAgain() {
        chat.record(Exchange.of(voice(system("Be brief."), FLAC), FIRST.whole()));
        ensureRefused();
        Exchange corrected = Exchange.of(voice(system("Be brief."), WAV), FIRST.whole());
        chat.record(corrected);
        assertThat(exported()).contains("wav").contains(FIRST.audioId()).doesNotContain("flac");
        assertThat(chat.record(corrected)).isInstanceOf(Recorded.Duplicate.class);
        chat.record(Exchange.of(voice(user("And now?")), SECOND.whole()));
        assertThat(exported()).contains("wav").contains(SECOND.audioId());
    }

    @Test
    void aMessageThatWasAnsweredIsReplacedByAHistory() {
        chat.record(Exchange.of(voice(FLAC), FIRST.whole()));
        chat.record(Exchange.of(voice(WAV, FIRST.replayed(), user("And now?")), SECOND.whole()));
        assertThat(exported()).contains("wav").contains(FIRST.audioId()).doesNotContain("flac");
        assertThat(currentTurns()).hasSize(4);
    }

    @Test
    void settingsAreCorrected() {
        String request = voice(user("Hello"));
        String wrong = request.replace("[\"text\",\"audio\"]", "[\"audio\"]");
        chat.record(Exchange.of(wrong, FIRST.whole()));
        ensureRefused();
        assertThat(chat.record(Exchange.of(request, FIRST.whole()))).isInstanceOf(Recorded.Stored.class);
        assertThat(exported()).contains("[\"text\",\"audio\"]");
        assertThat(chat.record(Exchange.of(request, FIRST.whole()))).isInstanceOf(Recorded.Duplicate.class);
        assertThat(turns()).hasSize(2);
    }

    @Test
    void settingsAreCorrectedByARequestAlone() {
        String request = voice(user("Hello"));
        chat.record(Exchange.ofRequest(request.replace("[\"text\",\"audio\"]", "[\"audio\"]")));
        ensureRefused();
        chat.record(Exchange.ofRequest(request));
        assertThat(exported()).contains("[\"text\",\"audio\"]");
    }

    @Test
    void anEarlierRequestThatComesAgainChangesNoSettings() {
        String first = voice(user("Hello"));
        chat.record(Exchange.of(first, FIRST.whole()));
        chat.record(Exchange.of(voice(user("And now?")).replace("wav", "mp3"), SECOND.whole()));
        assertThat(chat.record(Exchange.of(first, FIRST.whole()))).isInstanceOf(Recorded.Duplicate.class);
        assertThat(exported()).contains("mp3");
    }

    private void ensureRefused() {
        assertThatThrownBy(this::exported)
                .isInstanceOf(InvalidPayloadException.class)
                .hasMessageContaining("record");
    }
}
