package io.histctl.standin;

import static io.histctl.standin.Requests.HELLO;
import static io.histctl.standin.Requests.bytes;
import static io.histctl.standin.Requests.replayOf;
import static io.histctl.standin.Requests.streamed;
import static io.histctl.standin.Requests.voice;
import static io.histctl.standin.Requests.withTools;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DialectTest {
    private static final String LOST = "audio_00000000000000000000000000000000";

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-23T10:00:00Z"));

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void sameSeedGivesTheSameAnswer(Dialect dialect) {
        Answer one = new StandIn(clock, 3, dialect).complete(bytes(streamed(HELLO)));
        assertThat(new StandIn(clock, 3, dialect)
                        .complete(bytes(streamed(HELLO)))
                        .body())
                .isEqualTo(one.body());
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void anIdThatTheAppReceivedCanBeReplayed(Dialect dialect) {
        for (int seed = 0; seed < 20; seed++) {
            StandIn standIn = new StandIn(clock, seed, dialect);
            JsonNode id = standIn.complete(bytes(voice(HELLO))).json().at("/choices/0/message/audio/id");
            if (Shape.filledString(id)) {
                Answer next = standIn.complete(bytes(voice(HELLO, replayOf(id.textValue()), HELLO)));
                assertThat(next.status()).as(next.text()).isEqualTo(200);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void refusalOfALostIdStillContainsTheId(Dialect dialect) {
        for (int seed = 0; seed < 20; seed++) {
            StandIn standIn = new StandIn(clock, seed, dialect);
            String text = "Assistant audio " + LOST + " not found.";
            assertThat(standIn.complete(bytes(voice(replayOf(LOST), HELLO))).text())
                    .contains(text);
            assertThat(standIn.complete(bytes(streamed(replayOf(LOST), HELLO))).text())
                    .contains(text);
        }
    }

    @Test
    void azureBeginsWithEmptyValuesAndEndsWithoutADelta() {
        List<JsonNode> chunks = chunks(answer(Dialect.AZURE, 1, streamed(HELLO)));
        JsonNode first = chunks.get(0);
        assertThat(first.path("choices").isEmpty()).isTrue();
        assertThat(first.path("created").intValue()).isZero();
        assertThat(first.path("id").textValue()).isEmpty();
        assertThat(first.has("prompt_filter_results")).isTrue();
        assertThat(chunks.get(1).path("id").textValue()).startsWith("chatcmpl-");
        JsonNode last = chunks.get(chunks.size() - 1);
        assertThat(last.path("choices").path(0).has("delta")).isFalse();
        assertThat(last.path("model").textValue()).isEmpty();
    }

    @Test
    void liteLlmPutsTextBesideAudioAndNumbersIntoText() {
        JsonNode reply = answer(Dialect.LITELLM, 1, voice(HELLO)).json();
        assertThat(reply.at("/choices/0/message/content")).isEqualTo(reply.at("/choices/0/message/audio/transcript"));
        assertThat(reply.at("/usage/prompt_tokens").isTextual()).isTrue();
        Set<String> kinds = new TreeSet<>();
        for (int seed = 0; seed < 60; seed++) {
            JsonNode audio = answer(Dialect.LITELLM, seed, voice(HELLO)).json().at("/choices/0/message/audio");
            kinds.add(audio.path("expires_at").getNodeType().toString());
        }
        assertThat(kinds).containsExactly("MISSING", "NULL", "NUMBER", "STRING");
    }

    @Test
    void liteLlmWrapsTheMessageAndDropsTypeAndParam() {
        JsonNode error =
                answer(Dialect.LITELLM, 1, voice(replayOf(LOST))).json().path("error");
        assertThat(error.path("message").textValue())
                .startsWith("litellm.BadRequestError: OpenAIException - Assistant audio ");
        assertThat(error.path("type").isNull()).isTrue();
        assertThat(error.path("param").isNull()).isTrue();
        assertThat(error.path("code").asText("400")).isEqualTo("400");
    }

    @Test
    void openRouterSendsCommentsAndErrorsWithinAStream() {
        assertThat(answer(Dialect.OPENROUTER, 1, streamed(HELLO)).text())
                .startsWith(": OPENROUTER PROCESSING\n\ndata:");
        Answer error = answer(Dialect.OPENROUTER, 1, streamed(replayOf(LOST)));
        assertThat(error.status()).isEqualTo(200);
        assertThat(error.contentType()).startsWith("text/event-stream");
        Answer whole = answer(Dialect.OPENROUTER, 1, voice(replayOf(LOST)));
        assertThat(whole.status()).isEqualTo(400);
        assertThat(whole.json().at("/error/code").intValue()).isEqualTo(400);
        JsonNode original =
                Json.read(bytes(whole.json().at("/error/metadata/raw").textValue()));
        assertThat(original.at("/error/code").textValue()).isEqualTo("audio_not_found");
    }

    @Test
    void savedStreamsComeInEveryStyle() {
        List<String> streams = IntStream.range(0, 40)
                .mapToObj(seed ->
                        answer(Dialect.SAVED_STREAM, seed, streamed(HELLO)).text())
                .toList();
        assertThat(streams).anyMatch(text -> text.contains("}\ndata:")).anyMatch(text -> text.contains("}\n\ndata:"));
        assertThat(streams).anyMatch(text -> text.startsWith("event:")).anyMatch(text -> text.startsWith("data:{"));
        assertThat(streams).anyMatch(text -> !text.contains("[DONE]"));
    }

    @Test
    void looseToolCallsHaveCorrectEqualOrMissingIndexes() {
        Set<String> indexes = new TreeSet<>();
        for (int seed = 0; seed < 40; seed++) {
            StandIn standIn = new StandIn(clock, seed, Dialect.LOOSE_TOOL_CALLS);
            Answer answer = standIn.complete(bytes(withTools(streamed(HELLO))), Behaviour.toolCalls(2));
            List<JsonNode> opening = chunks(answer).stream()
                    .map(chunk -> chunk.at("/choices/0/delta/tool_calls/0"))
                    .filter(call -> call.has("id"))
                    .toList();
            assertThat(opening).extracting(call -> call.path("id").textValue()).containsExactly("call_0", "call_1");
            indexes.add(opening.get(0).path("index").asText("-")
                    + opening.get(1).path("index").asText("-"));
        }
        assertThat(indexes).containsExactly("--", "00", "01");
    }

    @Test
    void namelessAudioHasItsWordsAndMostlyNoId() {
        Set<String> kinds = new TreeSet<>();
        for (int seed = 0; seed < 40; seed++) {
            JsonNode audio =
                    answer(Dialect.NAMELESS_AUDIO, seed, voice(HELLO)).json().at("/choices/0/message/audio");
            assertThat(audio.has("transcript")).isTrue();
            kinds.add(
                    Shape.filledString(audio.path("id"))
                            ? "ID"
                            : audio.path("id").getNodeType().toString());
        }
        assertThat(kinds).containsExactly("ID", "MISSING", "NULL", "STRING");
    }

    @Test
    void envelopeIsEmptyOrItsIdConstant() {
        JsonNode empty = answer(Dialect.EMPTY_ENVELOPE, 1, voice(HELLO)).json();
        assertThat(empty.path("id").textValue()
                        + empty.path("created")
                        + empty.path("model").textValue())
                .isEqualTo("0");
        assertThat(chunks(answer(Dialect.CONSTANT_ID, 1, streamed(HELLO))))
                .allMatch(chunk -> chunk.path("id").textValue().equals("chatcmpl-1"));
    }

    private Answer answer(Dialect dialect, long seed, String request) {
        return new StandIn(clock, seed, dialect).complete(bytes(request));
    }

    private static List<JsonNode> chunks(Answer answer) {
        List<JsonNode> chunks = new ArrayList<>();
        answer.text()
                .lines()
                .filter(line -> line.startsWith("data: {"))
                .forEach(line -> chunks.add(Json.read(bytes(line.substring("data: ".length())))));
        return chunks;
    }
}
