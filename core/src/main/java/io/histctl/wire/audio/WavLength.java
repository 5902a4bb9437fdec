package io.histctl.wire.audio;

import java.util.OptionalLong;

/** The length of RIFF/WAVE with uncompressed samples. */
final class WavLength {
    /**
     * Programs that write to a pipe do not know the size: 0, 2,000,000,000 and values up to 0xFFFFFFFF stand for all
     * bytes that follow. Sound that came as base64 in an array is never that large.
     */
    private static final long PLACEHOLDER_FROM = 2_000_000_000L;

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

    private static OptionalLong millis(SoundBytes sound, int format, int data, long given) {
        int there = sound.length() - data;
        long size = given == 0 || given >= PLACEHOLDER_FROM ? there : given;
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
