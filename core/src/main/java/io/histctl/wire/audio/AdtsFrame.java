package io.histctl.wire.audio;

import org.jspecify.annotations.Nullable;

/**
 * The header of an ADTS frame (ISO/IEC 13818-7).
 *
 * @param size in bytes, header and all
 * @param samples for each channel
 */
record AdtsFrame(int rate, int size, int samples) {
    private static final int HEADER = 7;
    private static final int[] RATES = {
        96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000, 7_350
    };

    /** Null where these bytes are no header. */
    static @Nullable AdtsFrame at(SoundBytes sound, int at) {
        // the two bits that must be 0 are the layer, by which it is known from MP3
        if (!sound.holds(at, HEADER) || (sound.be16(at) & 0xFFF6) != 0xFFF0) {
            return null;
        }
        int rate = (sound.u8(at + 2) >> 2) & 15;
        int size = ((sound.be16(at + 3) & 0x3FF) << 3) | (sound.u8(at + 5) >> 5);
        if (rate >= RATES.length || size < HEADER) {
            return null;
        }
        return new AdtsFrame(RATES[rate], size, 1024 * ((sound.u8(at + 6) & 3) + 1));
    }
}
