package io.histctl.standin;

import static io.histctl.standin.Requests.HELLO;
import static io.histctl.standin.Requests.SPOKEN_QUESTION;
import static io.histctl.standin.Requests.assistant;
import static io.histctl.standin.Requests.bytes;
import static io.histctl.standin.Requests.replayOf;
import static io.histctl.standin.Requests.text;
import static io.histctl.standin.Requests.voice;
import static io.histctl.standin.Requests.withTools;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;

class StandInReplyTest {
    private static final Instant START = Instant.ofEpochSecond(0x68c992e9L);

    private final SettableClock clock = new SettableClock(START);
    private final StandIn standIn = new StandIn(clock, 7);

    @Test
    void spokenReplyHasTheRecordedMembers() {
        JsonNode body = complete(voice(HELLO));
        assertThat(names(body))
                .containsExactly(
                        "id", "object", "created", "model", "choices", "usage", "service_tier", "system_fingerprint");
        JsonNode choice = body.at("/choices/0");
        assertThat(names(choice)).containsExactly("index", "message", "finish_reason");
        JsonNode message = choice.path("message");
        assertThat(names(message)).containsExactly("role", "content", "refusal", "audio", "annotations");
        assertThat(message.path("content").isNull()).isTrue();
        assertThat(message.path("refusal").isNull()).isTrue();
        assertThat(message.path("annotations").isEmpty()).isTrue();
        assertThat(names(message.path("audio"))).containsExactly("id", "data", "expires_at", "transcript");
        assertThat(message.at("/audio/id").textValue()).matches("audio_68c992e9[0-9a-f]{24}");
        assertThat(message.at("/audio/expires_at").longValue()).isEqualTo(START.getEpochSecond() + 3600);
    }

    @Test
    void wavCanBePlayedAndLastsAsLongAsItsTokensSay() throws Exception {
        JsonNode body = complete(voice(HELLO));
        byte[] sound = Base64.getDecoder()
                .decode(body.at("/choices/0/message/audio/data").textValue());
        try (AudioInputStream wav = AudioSystem.getAudioInputStream(new ByteArrayInputStream(sound))) {
            assertThat(wav.getFormat().matches(new AudioFormat(24_000, 16, 1, true, false)))
                    .isTrue();
            assertThat(wav.getFrameLength()).isEqualTo(audioTokens(body, "completion") * 1_200L);
        }
    }

    @Test
    void replayedIdAddsExactlyItsReplysTokens() {
        JsonNode first = complete(voice(SPOKEN_QUESTION));
        String id = first.at("/choices/0/message/audio/id").textValue();
        JsonNode without = complete(voice(SPOKEN_QUESTION, SPOKEN_QUESTION));
        JsonNode with = complete(voice(SPOKEN_QUESTION, replayOf(id), SPOKEN_QUESTION));
        assertThat(audioTokens(with, "prompt") - audioTokens(without, "prompt"))
                .isEqualTo(audioTokens(first, "completion"));
        assertThat(textTokens(with, "prompt") - textTokens(without, "prompt"))
                .isEqualTo(textTokens(first, "completion"));
    }

    @Test
    void assistantTextInTheHistoryCostsTheVoice() {
        JsonNode body = complete(voice(HELLO, assistant("Hi."), HELLO));
        assertThat(body.at("/choices/0/message").has("audio")).isFalse();
        assertThat(body.at("/choices/0/message/content").textValue()).isNotEmpty();
        assertThat(audioTokens(body, "completion")).isZero();
        assertThat(standIn.idsMade()).isZero();
    }

    @Test
    void historyWithoutAssistantTextKeepsTheVoice() {
        String id = complete(voice(HELLO)).at("/choices/0/message/audio/id").textValue();
        String summary = "{\"role\":\"system\",\"content\":\"So far: hello.\"}";
        assertThat(complete(voice(summary, HELLO)).at("/choices/0/message").has("audio"))
                .isTrue();
        assertThat(complete(voice(HELLO, replayOf(id), HELLO))
                        .at("/choices/0/message")
                        .has("audio"))
                .isTrue();
    }

    @Test
    void requestThatWantsNoAudioIsAnsweredInText() {
        assertThat(complete(text(SPOKEN_QUESTION))
                        .at("/choices/0/message/content")
                        .textValue())
                .isNotEmpty();
    }

    @Test
    void calledToolsAreThoseOffered() {
        standIn.then(Behaviour.toolCalls(3));
        JsonNode choice = complete(withTools(voice(HELLO))).path("choices").path(0);
        assertThat(choice.path("finish_reason").textValue()).isEqualTo("tool_calls");
        JsonNode calls = choice.at("/message/tool_calls");
        assertThat(calls).hasSize(3);
        for (JsonNode call : calls) {
            String type = call.path("type").textValue();
            assertThat(names(call)).containsExactly("id", "type", type);
            assertThat(names(call.path(type))).containsExactly("name", type.equals("function") ? "arguments" : "input");
        }
    }

    @Test
    void callsCannotBeScriptedIfNoToolIsOffered() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> standIn.complete(bytes(voice(HELLO)), Behaviour.toolCalls(1)));
    }

    @Test
    void refusalHasNoContent() {
        standIn.then(Behaviour.refuse());
        JsonNode message = complete(voice(HELLO)).at("/choices/0/message");
        assertThat(message.path("content").isNull()).isTrue();
        assertThat(message.path("refusal").textValue()).isNotEmpty();
    }

    @Test
    void scriptedErrorIsAnsweredOnce() {
        standIn.then(Behaviour.serverError());
        Answer answer = standIn.complete(bytes(voice(HELLO)));
        assertThat(answer.status()).isEqualTo(500);
        assertThat(names(answer.json().path("error"))).containsExactly("message", "type", "param", "code");
        assertThat(standIn.complete(bytes(voice(HELLO))).status()).isEqualTo(200);
    }

    @Test
    void brokenRuleIsRefusedWhateverTheScriptSays() {
        assertThat(standIn.complete(bytes("{}"), Behaviour.serverError()).status())
                .isEqualTo(400);
    }

    @Test
    void sameSeedGivesTheSameBytes() {
        Answer one = new StandIn(clock, 3).complete(bytes(voice(HELLO)));
        assertThat(new StandIn(clock, 3).complete(bytes(voice(HELLO))).body()).isEqualTo(one.body());
        assertThat(new StandIn(clock, 4).complete(bytes(voice(HELLO))).body()).isNotEqualTo(one.body());
    }

    @Test
    void transcriptsAreOfManyKinds() {
        Set<String> transcripts = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            transcripts.add(complete(voice(HELLO))
                    .at("/choices/0/message/audio/transcript")
                    .textValue());
        }
        assertThat(transcripts).contains("");
        for (String piece : List.of("\n", "\"", "ß", "日", "👍", "\\")) {
            assertThat(transcripts).anyMatch(transcript -> transcript.contains(piece));
        }
    }

    private JsonNode complete(String request) {
        Answer answer = standIn.complete(bytes(request));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    private static int audioTokens(JsonNode body, String side) {
        return body.at("/usage/" + side + "_tokens_details/audio_tokens").intValue();
    }

    private static int textTokens(JsonNode body, String side) {
        return body.at("/usage/" + side + "_tokens_details/text_tokens").intValue();
    }

    private static List<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }
}
