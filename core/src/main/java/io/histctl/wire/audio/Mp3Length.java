package io.histctl.wire.audio;

import java.util.OptionalLong;

/**
 * The duration of MPEG audio, layers I to III, by counting its frames. A Xing, Info or VBRI header is used only to detect
 * truncation: if it announces more frames than there are, the sound has no duration. Without a header, truncation between
 * two frames is not detected. Free-format bit rates are not supported.
 */
final class Mp3Length {
    private Mp3Length() {}

    /** @param start offset of the first frame */
    static OptionalLong millis(SoundBytes sound, int start) {
        MpegFrame first = MpegFrame.at(sound, start);
        if (first == null) {
            return OptionalLong.empty();
        }
        int id3v1 = sound.length() - 128;
        int end = id3v1 > start && sound.matches(id3v1, "TAG") ? id3v1 : sound.length();
        long frames = 0;
        int at = start;
        while (at < end) {
            MpegFrame frame = MpegFrame.at(sound, at);
            if (frame == null || frame.kind() != first.kind() || frame.size() > end - at) {
                return OptionalLong.empty();
            }
            at += frame.size();
            frames++;
        }
        Mp3Info info = Mp3Info.in(sound, start, first);
        if (info == null) {
            return OptionalLong.of(frames * first.samples() * 1000 / first.rate());
        }
        long samples = (frames - 1) * first.samples();
        if (info.frames() > frames - 1 || info.silence() > samples) {
            return OptionalLong.empty();
        }
        return OptionalLong.of((samples - info.silence()) * 1000 / first.rate());
    }
}
