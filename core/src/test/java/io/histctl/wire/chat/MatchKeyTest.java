package io.histctl.wire.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.histctl.model.AudioRef;
import io.histctl.model.Hash;
import io.histctl.model.Turn;
import io.histctl.model.Turn.Standing;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which messages count as the same turn. */
class MatchKeyTest {
    private static final Instant NOON = Instant.parse("2026-06-05T12:00:00Z");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "role":"user","content":"Hi"                          | "role":"user","content":[{"type":"text","text":"Hi"}]
            "role":"user","content":"a\\nb"                       | "role":"user","content":[{"type":"text","text":"a"},{"type":"text","text":"b"}]
            "role":"user","content":"a"                           | "role":"user","content":[{"type":"text","text":""},{"type":"text","text":"a"}]
            "role":"assistant","content":"Hi","name":"Ada"        | "role":"assistant","content":"Hi"
            "role":"assistant","content":"Hi","annotations":[]    | "role":"assistant","content":"Hi"
            "role":"assistant","audio":{"id":"audio_1"}           | "role":"assistant","content":"Hi","audio":{"id":"audio_1","transcript":"Hi"}
            "role":"assistant","tool_calls":[{"id":"c1","type":"function","function":{"name":"f","arguments":"{}"}}] | "role":"assistant","tool_calls":[{"id":"c1","type":"function","function":{"name":"g","arguments":"{\\"x\\":1}"}}]
            """)
    void theseHaveTheSameKey(String one, String other) {
        assertThat(key(one)).isEqualTo(key(other));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "role":"user","content":"Hi"                          | "role":"user","content":"Ho"
            "role":"user","content":"Hi"                          | "role":"system","content":"Hi"
            "role":"user","content":"Hi"                          | "role":"user","content":"Hi","name":"Ada"
            "role":"user","content":"ab"                          | "role":"user","content":[{"type":"text","text":"a"},{"type":"text","text":"b"}]
            "role":"assistant","content":"Hi"                     | "role":"assistant","refusal":"Hi"
            "role":"assistant","audio":{"id":"audio_1"}           | "role":"assistant","audio":{"id":"audio_2"}
            "role":"assistant","audio":{"id":"audio_1"}           | "role":"assistant","content":"audio_1"
            "role":"tool","tool_call_id":"c1","content":"1"       | "role":"tool","tool_call_id":"c2","content":"1"
            "role":"assistant","tool_calls":[{"id":"c1","type":"function","function":{"name":"f","arguments":"{}"}}] | "role":"assistant","tool_calls":[{"id":"c2","type":"function","function":{"name":"f","arguments":"{}"}}]
            "role":"assistant","function_call":{"name":"f","arguments":"{}"} | "role":"assistant","function_call":{"name":"g","arguments":"{}"}
            "role":"assistant","function_call":{"name":"f","arguments":"{}"} | "role":"assistant","function_call":{"name":"f","arguments":"[]"}
            "role":"user","content":[{"type":"image_url","image_url":{"url":"https://example.org/1.png"}}] | "role":"user","content":[{"type":"image_url","image_url":{"url":"https://example.org/2.png"}}]
            "role":"user","content":[{"type":"file","file":{"file_id":"file-1"}}] | "role":"user","content":[{"type":"file","file":{"file_id":"file-2"}}]
            "role":"user","content":[{"type":"input_audio","input_audio":{"data":"AAAA","format":"wav"}}] | "role":"user","content":[{"type":"input_audio","input_audio":{"data":"AAEC","format":"wav"}}]
            "role":"user","content":[{"type":"video","video":1}]  | "role":"user","content":[{"type":"video","video":2}]
            """)
    void theseHaveDifferentKeys(String one, String other) {
        assertThat(key(one)).isNotEqualTo(key(other));
    }

    @Test
    void aSpokenReplyMayBeQuotedInItsWords() {
        ChatMessage reply = message("\"role\":\"assistant\",\"audio\":{\"id\":\"audio_1\",\"transcript\":\"Hi.\"}");

        assertThat(others(reply, null)).containsExactly(key("\"role\":\"assistant\",\"content\":\"Hi.\""));
        assertThat(reply.wordsKey()).isEqualTo(key("\"role\":\"assistant\",\"content\":\"Hi.\""));
    }

    @Test
    void aSpokenReplyWithoutWordsMayBeQuotedAsItsPlaceholderOrAsNothing() {
        ChatMessage reply = message("\"role\":\"assistant\",\"audio\":{\"id\":\"audio_1\"}");

        assertThat(others(reply, null))
                .containsExactlyInAnyOrder(
                        key("\"role\":\"assistant\",\"content\":\"[speech, 4.0 s, not transcribed]\""),
                        key("\"role\":\"assistant\",\"content\":\"\""));
        assertThat(reply.wordsKey()).isNull();
    }

    @Test
    void aReplyWithCallsMayBeQuotedWithoutItsWordsOrWithoutItsCalls() {
        String calls =
                "\"tool_calls\":[{\"id\":\"c1\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]";
        ChatMessage reply =
                message("\"role\":\"assistant\",\"audio\":{\"id\":\"audio_1\",\"transcript\":\"Hi.\"}," + calls);

        assertThat(others(reply, null))
                .containsExactlyInAnyOrder(
                        key("\"role\":\"assistant\",\"content\":\"Hi.\"," + calls),
                        key("\"role\":\"assistant\",\"content\":\"Hi.\""),
                        key("\"role\":\"assistant\",\"audio\":{\"id\":\"audio_1\"}"),
                        key("\"role\":\"assistant\"," + calls));
        assertThat(reply.wordsKey()).isNull();
    }

    @Test
    void userSpeechMayBeQuotedAsItsTranscriptOrPlaceholder() {
        ChatMessage speech = message(
                "\"role\":\"user\",\"content\":[{\"type\":\"input_audio\",\"input_audio\":{\"data\":\"AAAA\",\"format\":\"wav\"}}]");

        assertThat(others(speech, "Good morning."))
                .containsExactlyInAnyOrder(key("\"role\":\"user\",\"content\":\"Good morning.\""), speech.key());
        assertThat(others(speech, null)).contains(key("\"role\":\"user\",\"content\":\"[speech, not transcribed]\""));
    }

    private static Set<Long> others(ChatMessage message, @Nullable String transcript) {
        String id = message.audioId();
        AudioRef audio = id == null
                ? null
                : new AudioRef(
                        id,
                        AudioRef.Expiry.of(null, NOON),
                        new AudioRef.Speech(null, null, null, Duration.ofSeconds(4), false, null, false),
                        null);
        Turn turn = new Turn(1, NOON, Standing.CURRENT, false, message.message(), transcript, audio, null);
        return MatchKey.others(turn, id == null ? null : Hash.ofId(id));
    }

    private static long key(String members) {
        return message(members).key();
    }

    private static ChatMessage message(String members) {
        String json = "{" + members + "}";
        return ChatRequest.readMessages(json.getBytes(StandardCharsets.UTF_8), "the message")
                .get(0);
    }
}
