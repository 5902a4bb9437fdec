package io.histctl.wire.audio;

import org.jspecify.annotations.Nullable;

/**
 * The header that most MP3s have in place of sound in their first frame.
 *
 * @param frames number of frames that follow; 0 if unknown
 * @param silence samples that the encoder added at both ends, as LAME and FFmpeg report
 */
record Mp3Info(long frames, int silence) {
    private static final int VBRI_AT = 4 + 32;
    private static final int[] FIELDS = {4, 4, 100, 4}; // frames, bytes, table of contents, quality

    static @Nullable Mp3Info in(SoundBytes sound, int at, MpegFrame frame) {
        int end = at + frame.size();
        int xing = at + 4 + frame.sideInfo();
        if (xing + 8 <= end && (sound.matches(xing, "Xing") || sound.matches(xing, "Info"))) {
            return xing(sound, xing, end);
        }
        int vbri = at + VBRI_AT;
        return vbri + 18 <= end && sound.matches(vbri, "VBRI") ? new Mp3Info(sound.be32(vbri + 14), 0) : null;
    }

    private static Mp3Info xing(SoundBytes sound, int tag, int end) {
        long flags = sound.be32(tag + 4);
        long frames = (flags & 1) != 0 && tag + 12 <= end ? sound.be32(tag + 8) : 0;
        int encoder = tag + 8;
        for (int i = 0; i < FIELDS.length; i++) {
            encoder += ((flags >>> i) & 1) != 0 ? FIELDS[i] : 0;
        }
        return new Mp3Info(frames, encoder + 24 <= end ? silence(sound, encoder) : 0);
    }

    /** Two numbers of 12 bits: samples at the start, samples at the end. */
    private static int silence(SoundBytes sound, int encoder) {
        if (!sound.matches(encoder, "LAME") && !sound.matches(encoder, "Lav")) {
            return 0;
        }
        int delay = sound.be16(encoder + 21) >> 4;
        int padding = sound.be16(encoder + 22) & 0xFFF;
        return delay + padding;
    }
}
