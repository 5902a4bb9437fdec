package io.histctl.wire.audio;

import java.util.OptionalLong;

/**
 * The length of AAC in ADTS, by its frames; with SBR too, whose doubled rate has doubled samples. ADTS doesn't tell how
 * much silence the encoder put before and after the sound (often some 2,000 samples): it is counted. A sound that is
 * cut between two frames can't be told from a whole one.
 */
final class AacLength {
    private AacLength() {}

    /** Takes the position of the first frame. */
    static OptionalLong millis(SoundBytes sound, int start) {
        long samples = 0;
        int rate = 0;
        int at = start;
        while (at < sound.length()) {
            AdtsFrame frame = AdtsFrame.at(sound, at);
            if (frame == null || !sound.holds(at, frame.size()) || (at > start && frame.rate() != rate)) {
                return OptionalLong.empty();
            }
            rate = frame.rate();
            samples += frame.samples();
            at += frame.size();
        }
        return rate == 0 ? OptionalLong.empty() : OptionalLong.of(samples * 1000 / rate);
    }
}
