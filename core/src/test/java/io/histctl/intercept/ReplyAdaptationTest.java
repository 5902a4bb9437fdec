package io.histctl.intercept;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.histctl.testing.SpokenReply;
import io.histctl.wire.chat.ReplyAdapter;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplyAdaptationTest {
    private static final SpokenReply REPLY = SpokenReply.reply("It leaves at nine.");

    @Test
    void everyChunkHasChoices() throws Exception {
        List<JsonNode> chunks = chunks(adapted(new ReplyAdapter(true, false), 7));

        assertThat(chunks).hasSameSizeAs(REPLY.chunks()).allMatch(chunk -> chunk.has("choices"));
    }

    @Test
    void whatNeedsNoChangeKeepsItsBytes() {
        String stream = "event: x\r\ndata: {\"choices\": []}\r\n\r\n: comment\n\ndata: [DONE]\n\ndata: tail";
        StreamAdapter adapter = new StreamAdapter(new ReplyAdapter(true, true));

        assertThat(text(adapter.accept(utf8(stream))) + text(adapter.end())).isEqualTo(stream);
    }

    @Test
    void theTranscriptIsRepeatedAsTheContent() throws Exception {
        StringBuilder words = new StringBuilder();
        for (JsonNode chunk : chunks(adapted(new ReplyAdapter(false, true), 1000))) {
            for (JsonNode choice : chunk.path("choices")) {
                words.append(choice.path("delta").path("content").asText(""));
            }
        }
        JsonNode whole = new JsonMapper().readTree(new ReplyAdapter(false, true).adapt(REPLY.whole()));

        assertThat(words).hasToString(REPLY.transcript());
        assertThat(whole.at("/choices/0/message/content").textValue()).isEqualTo(REPLY.transcript());
        assertThat(whole.at("/choices/0/message/audio/id").textValue()).isEqualTo(REPLY.audioId());
    }

    @Test
    void errorsAndWhatIsNotJsonStayUnchanged() {
        ReplyAdapter adapter = new ReplyAdapter(true, true);

        assertThat(adapter.adapt("{\"error\":{\"message\":\"x\"}}")).isEqualTo("{\"error\":{\"message\":\"x\"}}");
        assertThat(adapter.adapt("{\"choices\":")).isEqualTo("{\"choices\":");
        assertThat(adapter.adapt("<html>")).isEqualTo("<html>");
    }

    private static String adapted(ReplyAdapter adapter, int pieceSize) {
        StreamAdapter stream = new StreamAdapter(adapter);
        byte[] bytes = utf8(REPLY.stream());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int from = 0; from < bytes.length; from += pieceSize) {
            out.writeBytes(
                    stream.accept(java.util.Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + pieceSize))));
        }
        out.writeBytes(stream.end());
        return text(out.toByteArray());
    }

    private static List<JsonNode> chunks(String stream) throws Exception {
        List<JsonNode> chunks = new ArrayList<>();
        for (String line : stream.lines().toList()) {
            if (line.startsWith("data: {")) {
                chunks.add(new JsonMapper().readTree(line.substring(6)));
            }
        }
        return chunks;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
