package io.histctl.wire.audio;

import java.util.OptionalLong;

/** The length of RIFF/WAVE with uncompressed samples. */
final class WavLength {
    /**
     * Who writes to a pipe doesn't know the size: 0, 0xFFFFFFFF or something just below 0x7FFFFFFF then stands for all
     * that follows. No sound that came as base64 in an array is that large.
     */
    private static final long UNTOLD_FROM = 0x7FFF_0000L;

    private WavLength() {}

    /** Takes the position of the first chunk. */
    static OptionalLong millis(SoundBytes sound, int firstChunk) {
        int at = firstChunk;
        int format = -1;
        while (sound.holds(at, 8)) {
            long size = sound.le32(at + 4);
            int body = at + 8;
            if (sound.has(at, "data")) {
                return format < 0 ? OptionalLong.empty() : millis(sound, format, body, size);
            }
            if (!sound.holds(body, size + (size & 1))) {
                return OptionalLong.empty();
            }
            if (sound.has(at, "fmt ") && size >= 16) {
                format = body;
            }
            at = (int) (body + size + (size & 1));
        }
        return OptionalLong.empty();
    }

    private static OptionalLong millis(SoundBytes sound, int format, int data, long told) {
        int there = sound.length() - data;
        long size = told == 0 || told >= UNTOLD_FROM ? there : told;
        long sampleRate = sound.le32(format + 4);
        long byteRate = sound.le32(format + 8);
        int frame = sound.le16(format + 12);
        if (size > there
                || !uncompressed(sound.le16(format))
                || byteRate == 0
                || byteRate != sampleRate * frame
                || size % frame != 0) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(size * 1000 / byteRate);
    }

    /** Elsewhere the byte rate is an average. */
    private static boolean uncompressed(int tag) {
        return switch (tag) {
            case 1, 3, 6, 7, 0xFFFE -> true; // PCM, float, A-law, µ-law, extensible
            default -> false;
        };
    }
}
