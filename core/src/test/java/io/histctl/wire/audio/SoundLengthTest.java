package io.histctl.wire.audio;

import static io.histctl.wire.audio.SoundLengthAssert.assertLength;
import static io.histctl.wire.audio.Sounds.ascii;
import static io.histctl.wire.audio.Sounds.times;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SoundLengthTest {
    @Test
    void fortyEightBytesOfPcm16AreAMillisecond() {
        assertLength(new byte[48_000], "pcm16").hasValue(1000);
        assertLength(new byte[94], "pcm16").hasValue(1);
        assertLength(new byte[0], "pcm16").hasValue(0);
    }

    @Test
    void halfASampleOfPcm16HasNoLength() {
        assertLength(new byte[48_001], "pcm16").isEmpty();
    }

    @Test
    void onlyTheFormatIdentifiesPcm16() {
        assertLength(new byte[48_000], null).isEmpty();
        assertLength(new byte[48_000], "wav").isEmpty();
        assertLength(new byte[48_000], "pcm17").isEmpty();
    }

    @Test
    void pcm16SamplesAreNotMistakenForAnotherFormat() {
        assertLength(times(480, new byte[] {(byte) 0xFF, (byte) 0xF1}), "pcm16").hasValue(20);
    }

    @Test
    void theBytesIdentifyTheFormat() {
        Sounds.whole().forEach((format, sound) -> {
            if (!format.equals("pcm16")) {
                assertLength(sound, null).as(format).isNotEmpty();
                assertLength(sound, "ogg").as(format).isNotEmpty();
                assertThat(SoundLength.millis(sound, "mp3")).as(format).isEqualTo(SoundLength.millis(sound, format));
            }
        });
    }

    @Test
    void anUnknownFormatHasNoLength() {
        assertLength(new byte[0], null).isEmpty();
        assertLength(ascii("\0\0\0\34ftypM4A "), "aac").isEmpty();
        assertLength(ascii("no sound at all"), "wav").isEmpty();
        assertLength(ascii("OggS\0\2"), "opus").isEmpty();
        assertLength(ascii("fLaC\0\0\0\42"), "flac").isEmpty();
    }

    @Test
    void anEstimateIsNeverTooShort() {
        int webmSecondAtTheLowestOpusRate = 6_000 / 8;
        assertThat(SoundLength.atMost(webmSecondAtTheLowestOpusRate)).isEqualTo(1_000);
        Sounds.whole()
                .forEach((format, sound) -> assertThat(SoundLength.atMost(sound.length))
                        .as(format)
                        .isGreaterThanOrEqualTo(
                                SoundLength.millis(sound, format).orElseThrow()));
    }
}
