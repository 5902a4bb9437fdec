package io.histctl.wire.audio;

import java.util.OptionalLong;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * How long a sound is, from its bytes. Not by javax.sound, which is slow to start and knows neither MP3, Opus, FLAC nor
 * AAC.
 */
@API(status = API.Status.INTERNAL)
public final class SoundLength {
    private static final int PCM16_BYTES_PER_MILLI = 24_000 * 2 / 1000;

    private SoundLength() {}

    /**
     * The length in whole milliseconds, rounded down; empty where the sound is cut short or can't be measured. Takes
     * any bytes without throwing, in a time that grows with their number.
     *
     * @param format as the API names it. What the bytes say counts for more, except for {@code pcm16}, which has no
     *     mark to know it by: 24 kHz, mono, 16 bit
     */
    public static OptionalLong millis(byte[] sound, @Nullable String format) {
        if ("pcm16".equals(format)) {
            return sound.length % 2 == 0 ? OptionalLong.of(sound.length / PCM16_BYTES_PER_MILLI) : OptionalLong.empty();
        }
        SoundBytes bytes = new SoundBytes(sound);
        int start = afterId3(bytes);
        return start < 0 ? OptionalLong.empty() : byMagic(bytes, start);
    }

    private static OptionalLong byMagic(SoundBytes sound, int start) {
        if (sound.has(start, "RIFF") && sound.has(start + 8, "WAVE")) {
            return WavLength.millis(sound, start + 12);
        }
        if (sound.has(start, "OggS")) {
            return OggOpusLength.millis(sound, start);
        }
        if (sound.has(start, "fLaC")) {
            return FlacLength.millis(sound, start + 4);
        }
        return AdtsFrame.at(sound, start) != null ? AacLength.millis(sound, start) : Mp3Length.millis(sound, start);
    }

    /** Where the ID3v2 tags end that may stand before MP3, AAC and FLAC; -1 where they end after the last byte. */
    private static int afterId3(SoundBytes sound) {
        int at = 0;
        while (sound.has(at, "ID3")) {
            if (!sound.holds(at, 10)) {
                return -1;
            }
            long size = 10 + syncsafe(sound, at + 6) + ((sound.u8(at + 5) & 0x10) != 0 ? 10 : 0);
            if (!sound.holds(at, size)) {
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
