package io.histctl.transcribe.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.histctl.media.Media;
import io.histctl.openai.OpenAiOptions;
import io.histctl.standin.SettableClock;
import io.histctl.standin.StandIn;
import io.histctl.standin.StandInServer;
import io.histctl.transcribe.TranscriptionFailedException;
import io.histctl.wire.audio.WavFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiTranscriberTest {
    private static final String KEY = "sk-test-4f9a1c77e2";
    private static final Media SOUND = new Media(WavFile.ofPcm16(new byte[2_000]), "audio/wav", Duration.ofMillis(41));

    private final List<String> keys = new ArrayList<>();
    private final HttpServer server;
    private int status = 200;
    private String answer = "";

    OpenAiTranscriberTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/audio/transcriptions", exchange -> {
            keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            exchange.getRequestBody().readAllBytes();
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Retry-After", "0");
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void sendsTheSoundAsAFileThatTheApiAccepts() throws IOException {
        SettableClock clock = new SettableClock(Instant.parse("2026-06-05T12:00:00Z"));
        try (StandInServer api = new StandInServer(new StandIn(clock, 1))) {
            assertThat(transcriber(api.baseUrl()).transcribe(SOUND)).isEqualTo("2044 bytes were said.");
        }
    }

    @Test
    void returnsTheWordsAndSendsTheKey() {
        answer = "{\"text\":\"Grüezi.\",\"usage\":{\"type\":\"duration\",\"seconds\":1}}";

        assertThat(transcriber(url()).transcribe(SOUND)).isEqualTo("Grüezi.");
        assertThat(keys).containsExactly("Bearer " + KEY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Hello.", "{}", "{\"text\":null}", "{\"text\":7}", "[\"secret words\"]"})
    void anAnswerThatIsNoTranscriptionIsAFailureThatQuotesNothing(String body) {
        answer = body;

        assertThatThrownBy(() -> transcriber(url()).transcribe(SOUND))
                .isInstanceOf(TranscriptionFailedException.class)
                .hasMessageContaining("something other than a transcription")
                .hasMessageNotContaining("secret");
    }

    @Test
    void aServerErrorIsTriedAgainAndThenReported() {
        status = 503;

        assertThatThrownBy(() -> transcriber(url()).transcribe(SOUND))
                .isInstanceOf(TranscriptionFailedException.class)
                .hasMessageContaining("503");
        assertThat(keys).hasSize(3);
    }

    @Test
    void aRefusalIsNotTriedAgain() {
        status = 401;

        assertThatThrownBy(() -> transcriber(url()).transcribe(SOUND)).hasMessageContaining("check the API key");
        assertThat(keys).hasSize(1);
    }

    @Test
    void wordsThatContainTheKeyAreRejected() {
        answer = "{\"text\":\"" + KEY + "\"}";

        assertThatThrownBy(() -> transcriber(url()).transcribe(SOUND))
                .hasMessageContaining("contained the API key")
                .hasMessageNotContaining(KEY);
    }

    @Test
    void soundOfAnUnknownFormatIsNotSent() {
        Media unknown = new Media(new byte[] {1, 2, 3}, "application/octet-stream", null);

        assertThatThrownBy(() -> transcriber(url()).transcribe(unknown))
                .hasMessageContaining("a format that can't be transcribed");
        assertThat(keys).isEmpty();
    }

    private URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
    }

    private static OpenAiTranscriber transcriber(URI url) {
        return new OpenAiTranscriber(new OpenAiOptions(url, "ears", KEY, Duration.ofSeconds(30)));
    }
}
