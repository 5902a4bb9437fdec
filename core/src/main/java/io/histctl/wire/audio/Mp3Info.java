package io.histctl.wire.audio;

import org.jspecify.annotations.Nullable;

/**
 * What stands in the first frame of most MP3s in place of sound.
 *
 * @param frames that should follow; 0 where it doesn't tell
 * @param silence samples that the encoder added before and after the sound, as LAME and FFmpeg tell
 */
record Mp3Info(long frames, int silence) {
    private static final int VBRI_AT = 4 + 32;
    private static final int[] FIELDS = {4, 4, 100, 4}; // frames, bytes, table of contents, quality

    static @Nullable Mp3Info in(SoundBytes sound, int at, MpegFrame frame) {
        int end = at + frame.size();
        int xing = at + 4 + frame.sideInfo();
        if (xing + 8 <= end && (sound.has(xing, "Xing") || sound.has(xing, "Info"))) {
            return xing(sound, xing, end);
        }
        int vbri = at + VBRI_AT;
        return vbri + 18 <= end && sound.has(vbri, "VBRI") ? new Mp3Info(sound.be32(vbri + 14), 0) : null;
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

    /** 12 bits before the sound, 12 bits after it. */
    private static int silence(SoundBytes sound, int encoder) {
        if (!sound.has(encoder, "LAME") && !sound.has(encoder, "Lav")) {
            return 0;
        }
        int delay = sound.be16(encoder + 21) >> 4;
        int padding = sound.be16(encoder + 22) & 0xFFF;
        return delay + padding;
    }
}
