package io.histctl.wire.audio;

import static io.histctl.wire.audio.SoundLengthAssert.assertLength;
import static io.histctl.wire.audio.Sounds.chunk;
import static io.histctl.wire.audio.Sounds.format;
import static io.histctl.wire.audio.Sounds.join;
import static io.histctl.wire.audio.Sounds.riff;
import static io.histctl.wire.audio.Sounds.wav;
import static io.histctl.wire.audio.Sounds.without;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WavLengthTest {
    @Test
    void aWavIsAsLongAsItsData() {
        assertLength(wav(48_000), "wav").hasValue(1000);
    }

    @Test
    void aTruncatedWavHasNoLength() {
        assertLength(without(2, wav(48_000)), "wav").isEmpty();
        assertLength(without(48_000, wav(48_000)), "wav").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MAX_VALUE, 0x7FFF_F000, 0x7FFF_FFDB, 2_000_000_000})
    void aWavOfUnknownSizeExtendsToItsEnd(int size) {
        assertLength(wav(48_000, size), "wav").hasValue(1000);
        assertLength(wav(48_001, size), "wav").isEmpty();
    }

    @Test
    void otherChunksAreSkipped() {
        byte[] list = join(chunk("LIST", 3), new byte[4]);
        byte[] data = join(chunk("data", 4800), new byte[4800]);
        assertLength(join(riff(), list, format(1, 24_000, 48_000, 2), list, data, list), "wav")
                .hasValue(100);
    }

    @Test
    void aWavWithoutAFormatHasNoLength() {
        assertLength(join(riff(), chunk("data", 4800), new byte[4800]), "wav").isEmpty();
        assertLength(join(riff(), format(1, 24_000, 48_000, 2)), "wav").isEmpty();
    }

    @Test
    void aWavWithContradictoryRatesHasNoLength() {
        byte[] data = join(chunk("data", 4800), new byte[4800]);
        assertLength(join(riff(), format(1, 24_000, 0, 2), data), "wav").isEmpty();
        assertLength(join(riff(), format(1, 0, 0, 0), data), "wav").isEmpty();
        assertLength(join(riff(), format(1, 24_000, 24_000, 2), data), "wav").isEmpty();
    }

    @Test
    void aWavOfCompressedSamplesHasNoLength() {
        byte[] data = join(chunk("data", 4800), new byte[4800]);
        assertLength(join(riff(), format(0x11, 24_000, 48_000, 2), data), "wav").isEmpty();
    }
}
