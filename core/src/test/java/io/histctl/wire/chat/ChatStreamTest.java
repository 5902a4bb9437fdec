package io.histctl.wire.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.histctl.error.InvalidInputException;
import io.histctl.testing.SpokenReply;
import io.histctl.wire.SoundExtent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChatStreamTest {
    private static final SpokenReply HI = SpokenReply.reply("Hi, “Zoë” 👍🏽 \\n here.");

    @Test
    void recordedOrderGivesTheUnstreamedReply() {
        ChatReply streamed = read(HI.stream());
        ChatReply whole = read(HI.whole());
        assertThat(streamed.incomplete()).isFalse();
        assertThat(message(streamed).expiresAt()).isEqualTo(HI.expiresAt());
        assertThat(message(streamed).audioId()).isEqualTo(HI.audioId());
        assertThat(message(streamed).message()).isEqualTo(message(whole).message());
        assertThat(sound(HI.stream())).isEqualTo(HI.sound());
        assertThat(streamed.usage()).isEqualTo(whole.usage()).isNotNull();
        assertThat(streamed.usageJson()).asString().isEqualTo(HI.usage());
        assertThat(streamed.created()).isEqualTo(whole.created());
        assertThat(streamed.responseId()).isEqualTo(HI.responseId());
        assertThat(streamed.identity()).isEqualTo(whole.identity());
        assertThat(streamed.finishReason()).isNull();
    }

    @Test
    void chunksInAnotherOrderGiveTheSameReply() {
        List<String> chunks = new ArrayList<>(HI.chunks());
        String expiry = chunks.remove(chunks.size() - 1);
        String usage = chunks.remove(chunks.size() - 1);
        chunks.add(0, expiry);
        chunks.add(0, usage);
        assertSame(read(events(chunks, "\n")), read(HI.stream()));
    }

    /** Repeated string concatenation would take minutes. */
    @Test
    void anUnknownMemberInManyPiecesIsJoinedInLinearTime() {
        int pieces = 300_000;
        ChatStream stream = new ChatStream(null, false, null);
        byte[] piece = "data: {\"choices\":[{\"index\":0,\"delta\":{\"reasoning\":\"why so \"}}]}\n\n"
                .repeat(1_000)
                .getBytes(StandardCharsets.UTF_8);

        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            for (int i = 0; i < pieces / 1_000; i++) {
                stream.accept(piece);
            }
        });

        assertThat(new String(message((ChatReply) stream.end()).template().json(), StandardCharsets.UTF_8))
                .endsWith(",\"reasoning\":\"" + "why so ".repeat(pieces) + "\"}");
    }

    @Test
    void usageMayBeMissing() {
        List<String> chunks = new ArrayList<>(HI.chunks());
        chunks.removeIf(chunk -> chunk.contains("usage"));
        ChatReply reply = read(events(chunks, "\n"));
        assertThat(reply.usage()).isNull();
        assertThat(reply.incomplete()).isFalse();
        assertThat(message(reply).message())
                .isEqualTo(message(read(HI.stream())).message());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void everyLineEndIsAccepted(String end) {
        String stream = ": a comment" + end + end + "retry: 10" + end + events(HI.chunks(), end);
        assertSame(read(stream), read(HI.stream()));
        assertSame(read("\uFEFF" + stream), read(HI.stream()));
    }

    @Test
    void doneIsNotNeededAfterTheExpiry() {
        assertSame(read(HI.stream().replace("data: [DONE]\n\n", "")), read(HI.stream()));
        assertSame(read(HI.stream().replace("\n\ndata: [DONE]\n\n", "")), read(HI.stream()));
    }

    @Test
    void dataOverSeveralLinesIsOneEvent() {
        String stream = HI.stream().replace("\"choices\":[", "\"choices\":\ndata:[\ndata: ");
        assertSame(read(stream), read(HI.stream()));
    }

    @Test
    void fieldsOtherThanDataAreSkipped() {
        String stream = HI.stream().replace("data: {", "event: message\nid: 7\ndatabase: no\n:ping\ndata:{");
        assertSame(read(stream), read(HI.stream()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void anInterruptedStreamIsKeptUpToTheInterruption(String end) {
        byte[] stream = bytes(": ok" + end + end + events(HI.chunks(), end) + "data: [DONE]" + end + end);
        int completeFrom = length(": ok" + end + end + events(HI.chunks(), end)) - 2 * end.length();
        String all = message(read(HI.whole())).message().audioTranscript();
        int words = 0;
        for (int length = 1; length <= stream.length; length++) {
            ChatReply reply = readAsFarAsItCame(Arrays.copyOf(stream, length));
            assertThat(reply.incomplete()).as("after %d bytes", length).isEqualTo(length < completeFrom);
            String spoken =
                    reply.message() == null ? null : reply.message().message().audioTranscript();
            assertThat(all).startsWith(spoken == null ? "" : spoken);
            assertThat(spoken == null ? 0 : spoken.length()).isGreaterThanOrEqualTo(words);
            words = spoken == null ? 0 : spoken.length();
        }
        assertSame(read(stream), read(HI.stream()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"event: message\n", "id: 1\n", "retry: 1\n"})
    void aStreamInterruptedInItsFirstLineIsStillAStream(String firstLine) {
        byte[] stream = bytes(firstLine + HI.stream());
        for (int length = 1; length <= length(firstLine) + 10; length++) {
            byte[] begun = Arrays.copyOf(stream, length);
            assertThat(readAsFarAsItCame(begun).message())
                    .as("after %d bytes", length)
                    .isNull();
            assertThat(readAsFarAsItCame(begun).incomplete()).isTrue();
        }
    }

    @Test
    void anySplitGivesTheSameReply() {
        byte[] stream = bytes(events(HI.chunks(), "\r\n"));
        Random random = new Random(3);
        for (int run = 0; run < 200; run++) {
            ChatStream reply = new ChatStream(null, false, "pcm16");
            for (int at = 0; at < stream.length; ) {
                int end = Math.min(stream.length, at + 1 + random.nextInt(1 + run));
                reply.accept(Arrays.copyOfRange(stream, at, end));
                at = end;
            }
            assertSame((ChatReply) reply.end(), read(HI.stream()));
        }
    }

    @Test
    void soFarReturnsWhatWasReceived() {
        ChatStream reply = new ChatStream(null, false, null);
        assertThat(reply.soFar().message()).isNull();
        List<String> heard = new ArrayList<>();
        for (String chunk : HI.chunks()) {
            if (reply.accept(bytes("data: " + chunk + "\n\n")) && reply.soFar().message() != null) {
                heard.add(String.valueOf(message(reply.soFar()).message().audioTranscript()));
            }
        }
        assertThat(heard).startsWith("Hi, “Zo", "Hi, “Zo").endsWith("Hi, “Zoë” 👍🏽 \n here.");
        assertThat(reply.soFar().incomplete()).isTrue(); // usage may follow
        assertThat(((ChatReply) reply.end()).incomplete()).isFalse();
    }

    @Test
    void everyPieceOfSoundIsSeparateBase64() {
        List<String> pieces = List.of("AQ==", "AgM=", "", "BAUG", "Bw==");
        assertThat(sound(speech(pieces))).containsExactly(1, 2, 3, 4, 5, 6, 7);
    }

    @Test
    void soundThatIsNotKeptIsMeasuredAsItArrives() {
        List<String> pieces = Collections.nCopies(10, "A".repeat(6_400));

        assertThat(message(read(speech(pieces))).sound())
                .isEqualTo(new SoundExtent(48_000, "pcm16", Duration.ofSeconds(1), null));
        assertThat(message(read(speech(List.of("AQID")))).sound()).isEqualTo(new SoundExtent(3, "pcm16", null, null));
        assertThat(message(read(speech(List.of("AQ==", "no base64!")))).sound())
                .isEqualTo(new SoundExtent(11, "pcm16", null, null));
    }

    private static String speech(List<String> pieces) {
        return events(
                pieces.stream()
                        .map(piece -> audioDelta("\"id\":\"a\",\"data\":\"" + piece + "\""))
                        .toList(),
                "\n");
    }

    @Test
    void aSurrogatePairMayBeSplit() {
        ChatStream reply = new ChatStream(null, false, null);
        reply.accept(bytes(events(List.of(audioDelta("\"id\":\"a\",\"transcript\":\"Hi \\ud83d\"")), "\n")));
        assertThat(message(reply.soFar()).message().audioTranscript()).startsWith("Hi ");
        reply.accept(bytes(events(List.of(audioDelta("\"transcript\":\"\\ude00!\"")), "\n")));
        assertThat(message((ChatReply) reply.end()).message().audioTranscript()).isEqualTo("Hi 😀!");
    }

    @Test
    void piecesOfToolCallsAreJoined() {
        ChatReply reply = read(events(
                List.of(
                        delta("""
                                {"tool_calls":[{"index":0,"id":"call_1","type":"function",\
                                "function":{"name":"find","arguments":""}}]}"""),
                        delta("{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"{\\\"to\\\":\"}}]}"),
                        delta("{\"tool_calls\":[{\"index\":1,\"id\":\"call_2\",\"function\":{\"name\":\"x\"}}]}"),
                        delta("{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"\\\"Bern\\\"}\"}}]}")),
                "\n"));
        assertThat(message(reply).message().toolCalls().toString())
                .contains("call_1", "find", "{\"to\":\"Bern\"}", "call_2");
    }

    @Test
    void piecesOfADeprecatedFunctionCallAreJoined() {
        ChatReply reply = read(events(
                List.of(
                        delta("{\"role\":\"assistant\",\"content\":null,"
                                + "\"function_call\":{\"name\":\"find\",\"arguments\":\"\"}}"),
                        delta("{\"function_call\":{\"arguments\":\"{\\\"to\\\":\"}}"),
                        delta("{\"function_call\":{\"arguments\":\"1}\"}}")),
                "\n"));
        assertThat(message(reply).message().toolCalls().get(0).name()).isEqualTo("find");
        assertThat(message(reply).message().toolCalls().get(0).arguments()).isEqualTo("{\"to\":1}");
    }

    @Test
    void unknownMembersOfADeltaAreKept() {
        ChatReply reply = read(events(
                List.of(delta("{\"content\":\"Hi\",\"mood\":\"gl\",\"weight\":1.0}"), delta("{\"mood\":\"ad\"}")),
                "\n"));
        assertThat(new String(message(reply).template().filled(), StandardCharsets.UTF_8))
                .contains("\"mood\":\"glad\"", "\"weight\":1.0");
    }

    @Test
    void anErrorInsideAStreamLeavesTheReplyIncomplete() {
        String begun = events(HI.chunks().subList(0, 3), "\n");
        ChatReply reply =
                read(begun + "data: {\"error\":{\"message\":\"The server had an error\"}}\n\ndata: [DONE]\n\n");
        assertThat(reply.incomplete()).isTrue();
        assertThat(message(reply).audioId()).isEqualTo(HI.audioId());
        assertThat(reply.error()).isNotNull();
    }

    @Test
    void aStreamOfSeveralChoicesNeedsAnIndex() {
        String both = events(
                        List.of(
                                delta("{\"content\":\"A\"}"),
                                delta("{\"content\":\"B\"}").replace("\"index\":0", "\"index\":1")),
                        "\n")
                + "data: [DONE]\n\n";
        assertThatThrownBy(() -> read(both))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("several choices");
        assertThat(message(read(both, 1)).message().text()).isEqualTo("B");
        assertThat(message(read(both, 0)).message().text()).isEqualTo("A");
        assertThatThrownBy(() -> read(both, 2))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("no choice 2");
    }

    private static String audioDelta(String members) {
        return delta("{\"audio\":{" + members + "}}");
    }

    private static String delta(String delta) {
        return "{\"id\":\"chatcmpl-1\",\"created\":1780660800,\"choices\":[{\"index\":0,\"delta\":" + delta + "}]}";
    }

    private static String events(List<String> chunks, String end) {
        return chunks.stream().map(chunk -> "data: " + chunk + end + end).collect(Collectors.joining());
    }

    private static void assertSame(ChatReply reply, ChatReply expected) {
        assertThat(reply).usingRecursiveComparison().ignoringFields("message").isEqualTo(expected);
        assertThat(message(reply)).usingRecursiveComparison().isEqualTo(message(expected));
    }

    private static ChatMessage message(ChatReply reply) {
        ChatMessage message = reply.message();
        assertThat(message).isNotNull();
        return java.util.Objects.requireNonNull(message);
    }

    private static byte[] sound(String response) {
        ChatReply kept = (ChatReply) ChatResponse.read(bytes(response), null, true, "pcm16");
        return message(kept).template().sounds().get(0).data().bytes();
    }

    private static ChatReply read(String response) {
        return read(bytes(response));
    }

    private static ChatReply read(byte[] response) {
        return (ChatReply) ChatResponse.read(response, null, false, "pcm16");
    }

    private static ChatReply readAsFarAsItCame(byte[] response) {
        ChatStream stream = new ChatStream(null, false, "pcm16");
        stream.accept(response);
        return (ChatReply) stream.end();
    }

    private static ChatReply read(String response, int choice) {
        return (ChatReply) ChatResponse.read(bytes(response), choice, false, "pcm16");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static int length(String text) {
        return bytes(text).length;
    }
}
