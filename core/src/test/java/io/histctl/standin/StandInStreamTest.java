package io.histctl.standin;

import static io.histctl.standin.Requests.HELLO;
import static io.histctl.standin.Requests.assistant;
import static io.histctl.standin.Requests.bytes;
import static io.histctl.standin.Requests.replayOf;
import static io.histctl.standin.Requests.streamed;
import static io.histctl.standin.Requests.voice;
import static io.histctl.standin.Requests.withTools;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StandInStreamTest {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-23T10:00:00Z"));
    private final StandIn standIn = new StandIn(clock, 11);

    @Test
    void spokenStreamFollowsTheRecordedOrder() {
        List<JsonNode> chunks = stream(streamed(HELLO));
        List<JsonNode> deltas = deltas(chunks);
        assertThat(names(deltas.get(0))).containsExactly("role", "refusal");
        assertThat(names(deltas.get(1))).containsExactly("content", "audio");
        assertThat(names(deltas.get(1).path("audio"))).containsExactly("id", "transcript");
        JsonNode firstSound = deltas.stream()
                .filter(delta -> delta.at("/audio/data").isTextual())
                .findFirst()
                .orElseThrow();
        assertThat(names(firstSound)).containsExactly("role", "content", "refusal", "audio");
        assertThat(names(firstSound.path("audio"))).containsExactly("id", "data");

        JsonNode usage = chunks.get(chunks.size() - 2);
        assertThat(usage.path("choices").isArray()).isTrue();
        assertThat(usage.path("choices").isEmpty()).isTrue();
        assertThat(usage.path("usage").isObject()).isTrue();

        JsonNode last = chunks.get(chunks.size() - 1).path("choices").path(0);
        assertThat(names(last)).containsExactly("index", "delta");
        assertThat(last.at("/delta/audio/expires_at").longValue())
                .isEqualTo(clock.instant().getEpochSecond() + 3600);
    }

    @Test
    void someChunksHaveNoChoicesAndNoneHasAFinishReason() {
        List<JsonNode> chunks = stream(streamed(HELLO));
        assertThat(chunks).anyMatch(chunk -> !chunk.has("choices"));
        assertThat(chunks)
                .allSatisfy(chunk -> assertThat(chunk.at("/choices/0").hasNonNull("finish_reason"))
                        .isFalse());
        assertThat(chunks)
                .allSatisfy(chunk ->
                        assertThat(chunk.path("obfuscation").textValue()).isNotEmpty());
    }

    @Test
    void eachPieceOfSoundIsBase64AndTheirLengthMatchesTheTokens() {
        List<JsonNode> chunks = stream(streamed(HELLO));
        int length = deltas(chunks).stream()
                .map(delta -> delta.at("/audio/data"))
                .filter(JsonNode::isTextual)
                .mapToInt(data -> Base64.getDecoder().decode(data.textValue()).length)
                .sum();
        int audioTokens = chunks.get(chunks.size() - 2)
                .at("/usage/completion_tokens_details/audio_tokens")
                .intValue();
        assertThat(length).isEqualTo(audioTokens * 2_400);
    }

    @Test
    void streamedIdCanBeReplayed() {
        String id = deltas(stream(streamed(HELLO))).get(1).at("/audio/id").textValue();
        Answer answer = standIn.complete(bytes(voice(HELLO, replayOf(id), HELLO)));
        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void streamSaysTheSameAsTheWholeReply() {
        byte[] whole =
                bytes(streamed(HELLO).replace("\"stream\":true,\"stream_options\":{\"include_usage\":true},", ""));
        for (long seed = 0; seed < 50; seed++) {
            JsonNode audio = new StandIn(clock, seed).complete(whole).json().at("/choices/0/message/audio");
            List<JsonNode> deltas = deltas(chunks(new StandIn(clock, seed).complete(bytes(streamed(HELLO)))));
            assertThat(deltas.get(1).at("/audio/id")).isEqualTo(audio.path("id"));
            assertThat(joined(deltas, "/audio/transcript"))
                    .isEqualTo(audio.path("transcript").textValue());
        }
    }

    @Test
    void withoutIncludeUsageThereIsNoUsage() {
        String request = streamed(HELLO).replace("\"stream_options\":{\"include_usage\":true},", "");
        assertThat(stream(request)).noneMatch(chunk -> chunk.has("usage"));
    }

    @Test
    void obfuscationCanBeTurnedOff() {
        String request = streamed(HELLO).replace("\"include_usage\":true", "\"include_obfuscation\":false");
        assertThat(stream(request)).noneMatch(chunk -> chunk.has("obfuscation"));
    }

    @Test
    void lostVoiceIsStreamedAsText() {
        List<JsonNode> chunks = stream(streamed(HELLO, assistant("Hi."), HELLO));
        assertThat(deltas(chunks)).noneMatch(delta -> delta.has("audio"));
        assertThat(joined(deltas(chunks), "/content")).isNotEmpty();
        assertThat(chunks.get(chunks.size() - 2).at("/choices/0/finish_reason").textValue())
                .isEqualTo("stop");
    }

    @Test
    void toolCallsAreStreamedByIndex() {
        List<JsonNode> deltas =
                deltas(chunks(standIn.complete(bytes(withTools(streamed(HELLO))), Behaviour.toolCalls(2))));
        assertThat(deltas.stream()
                        .filter(delta -> delta.at("/tool_calls/0/id").isTextual())
                        .map(delta -> delta.at("/tool_calls/0/index").intValue()))
                .containsExactly(0, 1);
    }

    @Test
    void refusalIsStreamed() {
        List<JsonNode> deltas = deltas(chunks(standIn.complete(bytes(streamed(HELLO)), Behaviour.refuse())));
        assertThat(joined(deltas, "/refusal")).startsWith("I'm sorry");
    }

    private List<JsonNode> stream(String request) {
        return chunks(standIn.complete(bytes(request)));
    }

    private static List<JsonNode> chunks(Answer answer) {
        assertThat(answer.contentType()).startsWith("text/event-stream");
        assertThat(answer.text()).endsWith("\n\ndata: [DONE]\n\n");
        return answer.text()
                .lines()
                .filter(line -> line.startsWith("data: {"))
                .map(line -> Json.read(bytes(line.substring("data: ".length()))))
                .toList();
    }

    private static List<JsonNode> deltas(List<JsonNode> chunks) {
        return chunks.stream()
                .map(chunk -> chunk.at("/choices/0/delta"))
                .filter(JsonNode::isObject)
                .toList();
    }

    private static String joined(List<JsonNode> deltas, String pointer) {
        return deltas.stream().map(delta -> delta.at(pointer).asText("")).collect(joining());
    }

    private static List<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }
}
