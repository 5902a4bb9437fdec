package io.histctl.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sound is measured in every form of base64, and sent as it was received. */
class SoundDataTest {
    /** A second of WAV: 8 kHz, mono, 8 bit, with samples that use the whole alphabet. */
    private static final byte[] SECOND = wav();

    private static final String PLAIN = Base64.getEncoder().encodeToString(SECOND);

    @Test
    void plainBase64IsStoredDecoded() {
        assertThat(read(PLAIN).verbatim()).isFalse();
        assertAsItCame(PLAIN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\n", "\\r\\n", " ", "\\t"})
    void lineBreaksAreSkipped(String lineBreak) {
        assertAsItCame(PLAIN.replaceAll("(.{76})", "$1" + lineBreak.replace("\\", "\\\\")));
    }

    @Test
    void paddingMayBeMissing() {
        assertThat(PLAIN).endsWith("=");
        assertAsItCame(PLAIN.replace("=", ""));
    }

    @Test
    void theUrlSafeAlphabetIsDecoded() {
        assertThat(PLAIN).contains("+", "/");
        assertAsItCame(PLAIN.replace('+', '-').replace('/', '_'));
    }

    @ParameterizedTest
    @ValueSource(strings = {"data:audio/wav;base64,", "DATA:audio/x-wav;codecs=1;base64,", "data:;base64,"})
    void aDataUrlIsDecoded(String start) {
        assertAsItCame(start + PLAIN);
        assertAsItCame(start.replace("/", "\\/") + PLAIN.replace("=", "\\u003d"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"AAAAA", "AA=A", "AAA!", "äAAA", "data:audio/wav,AAAA", "https://example.com/a.wav"})
    void otherTextIsKeptUnchanged(String text) {
        SoundData sound = read(text);
        assertThat(sound.verbatim()).isTrue();
        assertThat(sound.length()).isNull();
        assertThat(SoundData.isBase64(text)).isFalse();
        assertThat(SoundData.text(sound.bytes(), true)).asString().isEqualTo(text);
    }

    @Test
    void urlSafeRawSamplesAreMeasuredOnceTheirFormatIsKnown() {
        SoundData sound = SoundData.of(slice(Base64.getUrlEncoder().encodeToString(raw())), null);
        assertThat(sound.length()).isNull();
        assertThat(sound.lengthAs("pcm16")).isEqualTo(Duration.ofMillis(100));
    }

    private static void assertAsItCame(String text) {
        SoundData sound = read(text);
        assertThat(sound.length()).isEqualTo(Duration.ofSeconds(1));
        assertThat(new String(SoundData.text(sound.bytes(), sound.verbatim()), StandardCharsets.UTF_8))
                .isEqualTo(text);
        assertThat(sound.standIn()).asString().isEqualTo("AAAA");
    }

    private static SoundData read(String text) {
        return SoundData.of(slice(text), "wav");
    }

    private static JsonSlice slice(String text) {
        return Json.read(("\"" + text + "\"").getBytes(StandardCharsets.UTF_8), "the sound");
    }

    private static byte[] raw() {
        byte[] samples = new byte[4800];
        Arrays.fill(samples, (byte) 0xFB);
        return samples;
    }

    private static byte[] wav() {
        byte[] header = Base64.getDecoder().decode("UklGRmQfAABXQVZFZm10IBAAAAABAAEAQB8AAEAfAAABAAgAZGF0YUAfAAA=");
        byte[] wav = Arrays.copyOf(header, header.length + 8000);
        for (int i = header.length; i < wav.length; i++) {
            wav[i] = (byte) (i * 7);
        }
        return wav;
    }
}
