package io.histctl.wire.audio;

import java.util.OptionalLong;

/** The duration of RIFF/WAVE with uncompressed samples. */
final class WavLength {
    /**
     * Programs that write to a pipe do not know the size. 0 and values from 2,000,000,000 to 0xFFFFFFFF mean all bytes that
     * follow; base64 in an array is never that large.
     */
    private static final long PLACEHOLDER_FROM = 2_000_000_000L;

    private WavLength() {}

    /** @param firstChunk offset of the first chunk */
    static OptionalLong millis(SoundBytes sound, int firstChunk) {
        int at = firstChunk;
        int format = -1;
        while (sound.contains(at, 8)) {
            long size = sound.le32(at + 4);
            int body = at + 8;
            if (sound.matches(at, "data")) {
                return format < 0 ? OptionalLong.empty() : millis(sound, format, body, size);
            }
            if (!sound.contains(body, size + (size & 1))) {
                return OptionalLong.empty();
            }
            if (sound.matches(at, "fmt ") && size >= 16) {
                format = body;
            }
            at = (int) (body + size + (size & 1));
        }
        return OptionalLong.empty();
    }

    private static OptionalLong millis(SoundBytes sound, int format, int data, long given) {
        int available = sound.length() - data;
        long size = given == 0 || given >= PLACEHOLDER_FROM ? available : given;
        long sampleRate = sound.le32(format + 4);
        long byteRate = sound.le32(format + 8);
        int frame = sound.le16(format + 12);
        if (size > available
                || !uncompressed(sound.le16(format))
                || byteRate == 0
                || byteRate != sampleRate * frame
                || size % frame != 0) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(size * 1000 / byteRate);
    }

    /** In compressed formats the byte rate is an average. */
    private static boolean uncompressed(int tag) {
        return switch (tag) {
            case 1, 3, 6, 7, 0xFFFE -> true; // PCM, float, A-law, µ-law, extensible
            default -> false;
        };
    }
}
