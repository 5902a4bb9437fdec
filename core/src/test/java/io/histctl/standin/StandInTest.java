package io.histctl.standin;

import static io.histctl.standin.Requests.HELLO;
import static io.histctl.standin.Requests.SPOKEN_QUESTION;
import static io.histctl.standin.Requests.TWO_CALLS;
import static io.histctl.standin.Requests.answerTo;
import static io.histctl.standin.Requests.assistant;
import static io.histctl.standin.Requests.bytes;
import static io.histctl.standin.Requests.replayOf;
import static io.histctl.standin.Requests.streamed;
import static io.histctl.standin.Requests.text;
import static io.histctl.standin.Requests.voice;
import static io.histctl.standin.Requests.withTools;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StandInTest {
    private static final String ORPHAN =
            "Invalid parameter: messages with role 'tool' must be a response to a preceeding message with 'tool_calls'.";
    private static final String UNANSWERED =
            "An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'."
                    + " The following tool_call_ids did not have response messages: ";
    private static final String NOTHING_SAID = "Invalid value for 'content': expected a string, got null.";
    private static final String NEEDS_AUDIO =
            "This model requires that either input content or output modality contain audio.";
    private static final String BAD_FORMAT = "This model does not support the format you provided.";
    private static final String IMAGE = """
            {"role":"user","content":[{"type":"image_url","image_url":{"url":"https://example.com/a.png"}}]}""";
    private static final String FILE = """
            {"role":"user","content":[{"type":"file","file":{"file_id":"file-1"}}]}""";
    private static final String REFUSAL_PART = """
            {"role":"assistant","content":[{"type":"refusal","refusal":"No."}]}""";
    private static final String TWO_ANSWERED =
            String.join(",", HELLO, TWO_CALLS, answerTo("call_2"), answerTo("call_1"), HELLO);

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-23T10:00:00.900Z"));
    private final StandIn standIn = new StandIn(clock, 1);

    /** A good request, and the one edit that makes it break the rule. */
    record Case(String good, String edited, String into, String message, String param, String code) {
        String bad() {
            String bad = good.replace(edited, into);
            assertThat(bad).isNotEqualTo(good);
            return bad;
        }
    }

    static Stream<Case> cases() {
        String voice = voice(HELLO);
        String replay = voice(HELLO, replayOf("ID"), HELLO);
        String calls = voice(TWO_ANSWERED);
        String refusal = voice(HELLO, REFUSAL_PART);
        String heard = text(SPOKEN_QUESTION);
        return Stream.of(
                rule("V1", voice, "\"model\":\"gpt-audio-1.5\",", "", "model"),
                rule("V1", voice, HELLO, "", "messages"),
                rule("V1", voice, HELLO, "7", "messages[0]"),
                says(
                        replay,
                        "ID",
                        "audio_0",
                        "Assistant audio audio_0 not found.",
                        "content.messages[1].audio.id",
                        "audio_not_found"),
                unknown(replay, "\"ID\"", "\"ID\",\"transcript\":\"Hi\"", "messages[1].audio.transcript"),
                rule("V2", replay, "\"ID\"", "\"\"", "messages[1].audio.id"),
                says(
                        replay,
                        "\"audio\":{\"id\":\"ID\"}",
                        "\"content\":null",
                        NOTHING_SAID,
                        "messages.[1].content",
                        null),
                says(replay, ",\"audio\":{\"id\":\"ID\"}", "", NOTHING_SAID, "messages.[1].content", null),
                rule("V3", refusal, "No.", "", "messages[1].content"),
                says(calls, "," + answerTo("call_1"), "", UNANSWERED + "call_1", "messages.[3].role", null),
                says(
                        calls,
                        "," + answerTo("call_2"),
                        "," + HELLO,
                        UNANSWERED + "call_1, call_2",
                        "messages.[2].role",
                        null),
                says(
                        calls,
                        answerTo("call_1"),
                        answerTo("call_1") + "," + answerTo("call_3"),
                        ORPHAN,
                        "messages.[4].role",
                        null),
                says(calls, TWO_CALLS, assistant("Hi"), ORPHAN, "messages.[2].role", null),
                rule("V5", calls, "\"tool_call_id\":\"call_1\",", "", "messages[3].tool_call_id"),
                rule("V6", voice, "\"user\"", "\"visitor\"", "messages[0].role"),
                rule("V6", voice, "\"Say hello.\"", "[]", "messages[0].content"),
                rule("V6", voice, "\"Say hello.\"", "null", "messages[0].content"),
                rule("V6", voice, ",\"content\":\"Say hello.\"", "", "messages[0].content"),
                rule("V6", text(IMAGE), "\"user\"", "\"system\"", "messages[0].content[0].type"),
                rule("V6", text(FILE), "\"user\"", "\"developer\"", "messages[0].content[0].type"),
                rule(
                        "V6",
                        text(FILE),
                        "\"file_id\":\"file-1\"",
                        "\"filename\":\"a.pdf\"",
                        "messages[0].content[0].file"),
                rule("V6", refusal, "\"assistant\"", "\"user\"", "messages[1].content[0].type"),
                rule("V6", calls, "\"content\":\"\"", "\"content\":[]", "messages[2].content"),
                rule("V7", heard, "\"data\":\"//PkxABb\",", "", "messages[0].content[1].input_audio.data"),
                rule("V7", heard, "\"user\"", "\"system\"", "messages[0].content[1].type"),
                says(heard, "\"mp3\"", "\"pcm16\"", BAD_FORMAT, "messages", "unsupported_format"),
                says(
                        heard,
                        "//Pk",
                        "?",
                        "The audio file could not be decoded or its format is not supported.",
                        null,
                        null),
                rule("V8", voice, "\"text\",", "", "modalities"),
                rule("V8", voice, "\"text\",\"audio\"", "", "modalities"),
                rule("V8", voice(SPOKEN_QUESTION), "\"modalities\":[\"text\",\"audio\"],", "", "modalities"),
                rule("V9", voice, "\"audio\":{\"voice\":\"ash\",\"format\":\"wav\"},", "", "audio"),
                rule("V9", voice, "\"voice\":\"ash\",", "", "audio.voice"),
                rule("V9", voice, ",\"format\":\"wav\"", "", "audio.format"),
                rule("V9", voice, "\"wav\"", "\"ogg\"", "audio.format"),
                says(
                        streamed(HELLO),
                        "\"pcm16\"",
                        "\"wav\"",
                        "Unsupported value: 'audio.format' does not support 'wav' when stream=true. Supported values are: 'pcm16'.",
                        null,
                        null),
                says(text(HELLO), "gpt-4.1", "gpt-audio-1.5", NEEDS_AUDIO, "model", "invalid_value"),
                unknown(replay, "\"ID\"}", "\"ID\"},\"annotations\":[]", "messages[1].annotations"),
                unknown(voice, "\"user\"", "\"user\",\"index\":0", "messages[0].index"),
                unknown(
                        calls,
                        "\"call_1\",\"type\"",
                        "\"call_1\",\"index\":0,\"type\"",
                        "messages[1].tool_calls[0].index"),
                unknown(
                        calls,
                        "\"name\":\"look\"",
                        "\"name\":\"look\",\"parsed\":1",
                        "messages[1].tool_calls[0].function.parsed"),
                unknown(voice, "\"model\"", "\"created\":1,\"model\"", "created"),
                rule(
                        "V12",
                        calls,
                        "\"arguments\":\"{}\"",
                        "\"arguments\":{}",
                        "messages[1].tool_calls[0].function.arguments"),
                rule("V12", withTools(voice), Requests.TOOLS, "\"tools\":[],", "tools"),
                rule("V13", streamed(HELLO), "\"stream\":true,", "", "stream_options"));
    }

    private static Case says(String good, String edited, String into, String message, String param, String code) {
        return new Case(good, edited, into, message, param, code);
    }

    private static Case rule(String rule, String good, String edited, String into, String param) {
        return new Case(good, edited, into, "stand-in: " + rule + " ", param, null);
    }

    private static Case unknown(String good, String edited, String into, String path) {
        return new Case(good, edited, into, "Unknown parameter: '" + path + "'.", path, "unknown_parameter");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void oneEditTurnsAGoodRequestIntoARefusedOne(Case one) {
        String id = speak();
        assertThat(standIn.complete(bytes(one.good().replace("ID", id))).status())
                .isEqualTo(200);
        Answer answer = standIn.complete(bytes(one.bad().replace("\"ID\"", "\"" + id + "\"")));
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        JsonNode error = answer.json().path("error");
        assertThat(error.path("message").textValue()).startsWith(one.message());
        if (!one.message().startsWith("stand-in: ")) {
            assertThat(error.path("message").textValue()).isEqualTo(one.message());
        }
        assertThat(error.path("type").textValue()).isEqualTo("invalid_request_error");
        assertThat(error.path("param").textValue()).isEqualTo(one.param());
        assertThat(error.path("code").textValue()).isEqualTo(one.code());
    }

    @Test
    void modalitiesMayStandInEitherOrder() {
        String swapped = voice(HELLO).replace("\"text\",\"audio\"", "\"audio\",\"text\"");
        assertThat(standIn.complete(bytes(swapped)).status()).isEqualTo(200);
    }

    @Test
    void bodyThatIsNoJsonObjectIsRefused() {
        for (String body : new String[] {"", "[]", "{", "{} {}", "{\"model\":\"a\",\"model\":\"b\"}"}) {
            assertThat(standIn.complete(bytes(body)).status()).as(body).isEqualTo(400);
        }
    }

    @Test
    void idLivesToTheLastSecondBeforeItsExpiry() {
        String id = speak();
        byte[] replay = bytes(voice(HELLO, replayOf(id), HELLO));
        clock.set(Instant.parse("2026-11-23T10:59:59.999Z"));
        assertThat(standIn.complete(replay).status()).isEqualTo(200);
        assertThat(standIn.aliveIds()).contains(id);
        clock.set(Instant.parse("2026-11-23T11:00:00Z"));
        assertThat(standIn.complete(replay).text()).contains("Assistant audio " + id + " not found.");
        assertThat(standIn.aliveIds()).hasSize(1).doesNotContain(id);
        assertThat(standIn.idsMade()).isEqualTo(2);
    }

    @Test
    void ofTwoDeadIdsTheFirstIsNamed() {
        String first = speak();
        clock.advance(Duration.ofSeconds(1));
        String second = speak();
        clock.advance(Duration.ofHours(1));
        Answer answer = standIn.complete(bytes(voice(HELLO, replayOf(first), replayOf(second))));
        assertThat(answer.text())
                .contains(first, "content.messages[1].audio.id")
                .doesNotContain(second);
    }

    @Test
    void idOfAnotherStandInIsNotFound() {
        String foreign = new StandIn(clock, 2)
                .complete(bytes(voice(HELLO)))
                .json()
                .at("/choices/0/message/audio/id")
                .textValue();
        assertThat(standIn.complete(bytes(voice(replayOf(foreign)))).status()).isEqualTo(400);
    }

    private String speak() {
        return standIn.complete(bytes(voice(HELLO)))
                .json()
                .at("/choices/0/message/audio/id")
                .textValue();
    }
}
