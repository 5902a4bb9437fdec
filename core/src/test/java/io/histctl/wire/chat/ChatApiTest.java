package io.histctl.wire.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChatApiTest {
    @Test
    void theDocumentStatesEachFact() throws IOException {
        List<String> facts = new ArrayList<>(List.of(
                ChatApi.PATH,
                ChatApi.AUDIO_NOT_FOUND,
                ChatApi.CURRENT_MODEL,
                ChatApi.CHUNK,
                ChatApi.DONE,
                "`" + ChatApi.FINISHED + "`",
                "`" + ChatApi.TRUNCATED + "`",
                "`" + ChatApi.FILTERED + "`",
                "`" + ChatApi.FAILED + "`"));
        facts.addAll(ChatApi.OUTPUT_FORMATS);
        ChatApi.REPLY_MEMBERS.forEach(member -> facts.add("`" + member + "`"));
        ChatApi.REPLY_MESSAGE_MEMBERS.forEach(member -> facts.add("`" + member + "`"));

        assertThat(Files.readString(Path.of("API.md"))).contains(facts);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 409, 429, 500, 503, 529})
    void aTransientStatusIsWorthAnotherRequest(int status) {
        assertThat(ChatApi.isTransient(status)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 413, 422})
    void aRefusalIsNot(int status) {
        assertThat(ChatApi.isTransient(status)).isFalse();
    }

    @Test
    void anIdNamesTheSecondAtWhichItsAudioBegan() {
        assertThat(ChatApi.began("audio_6a2338d3" + "0".repeat(24))).contains(Instant.ofEpochSecond(0x6a2338d3L));
        assertThat(ChatApi.began("audio_of_a_gateway")).isEmpty();
    }

    @Test
    void aSecondOfSpeechIsTwentyTokens() {
        assertThat(ChatApi.spoken(50)).isEqualTo(Duration.ofMillis(2_500));
    }

    @Test
    void aSnapshotIsShutDownWithItsModel() {
        Instant end = Instant.parse("2027-01-20T00:00:00Z");

        assertThat(ChatApi.isShutDown("gpt-audio-mini-2025-10-06", end)).isTrue();
        assertThat(ChatApi.isShutDown("gpt-audio-mini-2025-10-06", end.minusSeconds(1)))
                .isFalse();
        assertThat(ChatApi.isShutDown("gpt-audio-1.5", end)).isFalse();
    }
}
