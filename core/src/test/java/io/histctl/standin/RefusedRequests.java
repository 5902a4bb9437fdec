package io.histctl.standin;

import static io.histctl.standin.Requests.HELLO;
import static io.histctl.standin.Requests.SPOKEN_QUESTION;
import static io.histctl.standin.Requests.TWO_CALLS;
import static io.histctl.standin.Requests.answerTo;
import static io.histctl.standin.Requests.assistant;
import static io.histctl.standin.Requests.replayOf;
import static io.histctl.standin.Requests.streamed;
import static io.histctl.standin.Requests.text;
import static io.histctl.standin.Requests.voice;
import static io.histctl.standin.Requests.withTools;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;

/** Good requests, each with one edit that breaks a rule; {@code ID} is an audio id that has not expired. */
public final class RefusedRequests {
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

    private RefusedRequests() {}

    /** A good request, and the one edit that makes it break the rule. */
    public record Case(
            String rule, String good, String edited, String into, String message, String param, String code) {
        /** The request that breaks the rule. */
        public String bad() {
            String bad = good.replace(edited, into);
            assertThat(bad).isNotEqualTo(good);
            return bad;
        }
    }

    /** Every rule is broken by at least one. */
    public static Stream<Case> cases() {
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
                        "V2",
                        replay,
                        "ID",
                        "audio_0",
                        "Assistant audio audio_0 not found.",
                        "content.messages[1].audio.id",
                        "audio_not_found"),
                unknownIn("V2", replay, "\"ID\"", "\"ID\",\"transcript\":\"Hi\"", "messages[1].audio.transcript"),
                rule("V2", replay, "\"ID\"", "\"\"", "messages[1].audio.id"),
                says(
                        "V3",
                        replay,
                        "\"audio\":{\"id\":\"ID\"}",
                        "\"content\":null",
                        NOTHING_SAID,
                        "messages.[1].content",
                        null),
                says("V3", replay, ",\"audio\":{\"id\":\"ID\"}", "", NOTHING_SAID, "messages.[1].content", null),
                rule("V3", refusal, "No.", "", "messages[1].content"),
                says("V4", calls, "," + answerTo("call_1"), "", UNANSWERED + "call_1", "messages.[3].role", null),
                says(
                        "V4",
                        calls,
                        "," + answerTo("call_2"),
                        "," + HELLO,
                        UNANSWERED + "call_1, call_2",
                        "messages.[2].role",
                        null),
                says(
                        "V5",
                        calls,
                        answerTo("call_1"),
                        answerTo("call_1") + "," + answerTo("call_3"),
                        ORPHAN,
                        "messages.[4].role",
                        null),
                says("V5", calls, TWO_CALLS, assistant("Hi"), ORPHAN, "messages.[2].role", null),
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
                rule("V6", refusal, "\"refusal\",", "\"thought\",", "messages[1].content[0].type"),
                unknownIn("V6", text(IMAGE), "\"url\":", "\"link\":", "messages[0].content[0].image_url.link"),
                rule("V6", heard, "\"Listen:\"", "7", "messages[0].content[0].text"),
                rule("V7", heard, "\"data\":\"//PkxABb\",", "", "messages[0].content[1].input_audio.data"),
                rule("V7", heard, "\"user\"", "\"system\"", "messages[0].content[1].type"),
                says("V7", heard, "\"mp3\"", "\"pcm16\"", BAD_FORMAT, "messages", "unsupported_format"),
                says(
                        "V7",
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
                        "V10",
                        streamed(HELLO),
                        "\"pcm16\"",
                        "\"wav\"",
                        "Unsupported value: 'audio.format' does not support 'wav' when stream=true. Supported values are: 'pcm16'.",
                        null,
                        null),
                says("V11", text(HELLO), "gpt-4.1", "gpt-audio-1.5", NEEDS_AUDIO, "model", "invalid_value"),
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

    private static Case says(
            String rule, String good, String edited, String into, String message, String param, String code) {
        return new Case(rule, good, edited, into, message, param, code);
    }

    private static Case rule(String rule, String good, String edited, String into, String param) {
        return new Case(rule, good, edited, into, "stand-in: " + rule + " ", param, null);
    }

    private static Case unknownIn(String rule, String good, String edited, String into, String path) {
        Case unknown = unknown(good, edited, into, path);
        return new Case(rule, good, edited, into, unknown.message(), path, unknown.code());
    }

    private static Case unknown(String good, String edited, String into, String path) {
        return new Case("V12", good, edited, into, "Unknown parameter: '" + path + "'.", path, "unknown_parameter");
    }
}
