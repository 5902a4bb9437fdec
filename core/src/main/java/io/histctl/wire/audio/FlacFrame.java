package io.histctl.wire.audio;

import org.jspecify.annotations.Nullable;

/**
 * The header of a FLAC frame (RFC 9639, section 9.1).
 *
 * @param variable whether {@code number} counts samples, not frames
 * @param samples in this frame, for each channel
 */
record FlacFrame(boolean variable, long number, int samples) {
    /** The sample after the last. */
    long end(int blockSize) {
        return (variable ? number : number * blockSize) + samples;
    }

    /** Null where these bytes are no header. */
    static @Nullable FlacFrame at(SoundBytes sound, int at) {
        if (!sound.holds(at, 6) || (sound.be16(at) & 0xFFFE) != 0xFFF8) {
            return null;
        }
        int sizeCode = sound.u8(at + 2) >> 4;
        int rateCode = sound.u8(at + 2) & 15;
        int numberSize = numberSize(sound.u8(at + 4));
        int sizeAt = at + 4 + numberSize;
        int crcAt = sizeAt + (sizeCode == 6 ? 1 : sizeCode == 7 ? 2 : 0) + (rateCode == 12 ? 1 : rateCode > 12 ? 2 : 0);
        if (sizeCode == 0
                || rateCode == 15
                || numberSize == 0
                || !sound.holds(at, crcAt + 1 - at)
                || crc(sound, at, crcAt + 1, 8, 0x07) != 0) {
            return null;
        }
        boolean variable = (sound.u8(at + 1) & 1) != 0;
        return new FlacFrame(variable, number(sound, at + 4, numberSize), samples(sound, sizeCode, sizeAt));
    }

    /** Whether the frame that starts here goes to the last byte and is not damaged. */
    static boolean isWhole(SoundBytes sound, int at) {
        return crc(sound, at, sound.length(), 16, 0x8005) == 0;
    }

    /** As in UTF-8, but up to seven bytes; 0 where it is none. */
    private static int numberSize(int first) {
        int ones = Integer.numberOfLeadingZeros(~(first << 24));
        return ones == 0 ? 1 : ones == 1 || ones == 8 ? 0 : ones;
    }

    private static long number(SoundBytes sound, int at, int size) {
        long number = size == 1 ? sound.u8(at) : sound.u8(at) & (0x7F >> size);
        for (int i = 1; i < size; i++) {
            number = (number << 6) | (sound.u8(at + i) & 0x3F);
        }
        return number;
    }

    private static int samples(SoundBytes sound, int code, int at) {
        return switch (code) {
            case 1 -> 192;
            case 2, 3, 4, 5 -> 576 << (code - 2);
            case 6 -> sound.u8(at) + 1;
            case 7 -> sound.be16(at) + 1;
            default -> 256 << (code - 8);
        };
    }

    private static int crc(SoundBytes sound, int from, int to, int bits, int polynomial) {
        int top = 1 << (bits - 1);
        int crc = 0;
        for (int at = from; at < to; at++) {
            crc ^= sound.u8(at) << (bits - 8);
            for (int i = 0; i < 8; i++) {
                crc = (crc & top) != 0 ? (crc << 1) ^ polynomial : crc << 1;
            }
            crc &= (top << 1) - 1;
        }
        return crc;
    }
}
