package io.histctl.wire.audio;

import static io.histctl.wire.audio.SoundLengthAssert.assertLength;
import static io.histctl.wire.audio.Sounds.flac;
import static io.histctl.wire.audio.Sounds.flacFrame;
import static io.histctl.wire.audio.Sounds.flacHeader;
import static io.histctl.wire.audio.Sounds.join;
import static io.histctl.wire.audio.Sounds.with;
import static io.histctl.wire.audio.Sounds.without;

import org.junit.jupiter.api.Test;

class FlacLengthTest {
    @Test
    void aFlacIsAsLongAsItTells() {
        assertLength(flac(24_000, 5), "flac").hasValue(1000);
    }

    @Test
    void aFlacWithoutItsEndHasNoLength() {
        assertLength(without(1, flac(24_000, 5)), "flac").isEmpty();
        assertLength(flac(24_000, 4), "flac").isEmpty();
        assertLength(flac(24_000, 0), "flac").isEmpty();
        assertLength(with(flac(24_000, 5).length - 3, 1, flac(24_000, 5)), "flac")
                .isEmpty();
    }

    @Test
    void aFlacOfAStreamIsAsLongAsItsLastFrameTells() {
        assertLength(flac(0, 5), "flac").hasValue(1000);
        assertLength(without(1, flac(0, 5)), "flac").isEmpty();
        assertLength(flac(0, 0), "flac").isEmpty();
    }

    @Test
    void aFlacOfVaryingFramesCountsSamples() {
        byte[] frames = join(flacFrame(0xFFF9, 100, 0), flacFrame(0xFFF9, 140, 100));
        assertLength(join(flacHeader(24_000, 240), frames), "flac").hasValue(10);
    }

    @Test
    void aFlacWithoutARateHasNoLength() {
        assertLength(join(flacHeader(0, 4800), flacFrame(0xFFF8, 4800, 0)), "flac")
                .isEmpty();
    }
}
