package io.histctl.wire.audio;

import java.util.OptionalLong;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Measures sound from its bytes: WAV, MP3 and raw pcm16, the formats in which requests and streams carry it. The length
 * of replies in other formats follows from their audio tokens. Not by javax.sound, which is slow to start and does not
 * know MP3.
 */
@API(status = API.Status.INTERNAL)
public final class SoundLength {
    /** Raw samples: 24 kHz, mono, 16 bit, little-endian. */
    public static final String PCM16 = "pcm16";

    private static final int PCM16_BYTES_PER_MILLI = 24_000 * 2 / 1000;

    private SoundLength() {}

    /**
     * The length in whole milliseconds, rounded down; empty if the sound is cut short or cannot be measured. Never
     * throws; takes time proportional to the number of bytes.
     *
     * @param format as the API names it. The bytes take precedence, except for {@link #PCM16}, which they cannot
     *     identify
     */
    public static OptionalLong millis(byte[] sound, @Nullable String format) {
        if (PCM16.equals(format)) {
            return pcm16Millis(sound.length);
        }
        SoundBytes bytes = new SoundBytes(sound);
        int start = afterId3(bytes);
        return start < 0 ? OptionalLong.empty() : byMagic(bytes, start);
    }

    /** The length of this many bytes of {@link #PCM16} in whole milliseconds; empty if the last sample is cut short. */
    public static OptionalLong pcm16Millis(long bytes) {
        return bytes % 2 == 0 ? OptionalLong.of(bytes / PCM16_BYTES_PER_MILLI) : OptionalLong.empty();
    }

    /**
     * The length in milliseconds that sound of this many bytes does not exceed, for sound that cannot be measured:
     * codecs for speech need at least 6 kbit/s.
     */
    public static long atMost(long bytes) {
        return bytes * 4 / 3;
    }

    private static OptionalLong byMagic(SoundBytes sound, int start) {
        if (sound.matches(start, "RIFF") && sound.matches(start + 8, "WAVE")) {
            return WavLength.millis(sound, start + 12);
        }
        return Mp3Length.millis(sound, start);
    }

    /** The end of the ID3v2 tags that may precede an MP3; -1 if they end after the last byte. */
    private static int afterId3(SoundBytes sound) {
        int at = 0;
        while (sound.matches(at, "ID3")) {
            if (!sound.contains(at, 10)) {
                return -1;
            }
            long size = 10 + syncsafe(sound, at + 6) + ((sound.u8(at + 5) & 0x10) != 0 ? 10 : 0);
            if (!sound.contains(at, size)) {
                return -1;
            }
            at += (int) size;
        }
        return at;
    }

    private static long syncsafe(SoundBytes sound, int at) {
        long size = 0;
        for (int i = 0; i < 4; i++) {
            size = (size << 7) | (sound.u8(at + i) & 0x7F);
        }
        return size;
    }
}
