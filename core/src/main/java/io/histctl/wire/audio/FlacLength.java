package io.histctl.wire.audio;

import java.util.OptionalLong;

/**
 * The length of FLAC (RFC 9639). The number of samples stands at the front, also of a sound that is cut, so the last
 * frame must be there to its end and reach that number. Who writes to a pipe leaves the number 0: then the last frame
 * alone tells, and what is cut between two frames passes as whole. Frames before the last are not looked at.
 */
final class FlacLength {
    private static final int STREAMINFO_SIZE = 34;

    private FlacLength() {}

    /** Takes the position of the first metadata block. */
    static OptionalLong millis(SoundBytes sound, int info) {
        if (!sound.holds(info, 4 + STREAMINFO_SIZE) || (sound.be32(info) & 0x7FFF_FFFF) != STREAMINFO_SIZE) {
            return OptionalLong.empty();
        }
        int body = info + 4;
        int blockSize = sound.be16(body);
        long rate = sound.be32(body + 10) >>> 12;
        long told = ((sound.u8(body + 13) & 0xFL) << 32) | sound.be32(body + 14);
        int frames = afterMetadata(sound, info);
        if (rate == 0 || frames < 0) {
            return OptionalLong.empty();
        }
        long samples = samples(sound, frames, blockSize, told);
        return samples < 0 ? OptionalLong.empty() : OptionalLong.of(samples * 1000 / rate);
    }

    private static int afterMetadata(SoundBytes sound, int first) {
        int at = first;
        boolean last = false;
        while (!last) {
            if (!sound.holds(at, 4)) {
                return -1;
            }
            last = sound.u8(at) >= 0x80;
            long size = 4 + (sound.be32(at) & 0xFF_FFFF);
            if (!sound.holds(at, size)) {
                return -1;
            }
            at += (int) size;
        }
        return at;
    }

    /** One frame at most is checked whole: checking each that looks like one could take the square of the time. */
    private static long samples(SoundBytes sound, int frames, int blockSize, long told) {
        for (int at = sound.length() - 1; at >= frames; at--) {
            FlacFrame frame = FlacFrame.at(sound, at);
            if (frame != null) {
                long end = frame.end(blockSize);
                if (told == 0 || end == told) {
                    return FlacFrame.isWhole(sound, at) ? end : -1;
                }
            }
        }
        return -1;
    }
}
