package io.histctl.wire.audio;

import static io.histctl.wire.audio.SoundLengthAssert.assertLength;
import static io.histctl.wire.audio.Sounds.adtsFrame;
import static io.histctl.wire.audio.Sounds.join;
import static io.histctl.wire.audio.Sounds.times;
import static io.histctl.wire.audio.Sounds.with;
import static io.histctl.wire.audio.Sounds.without;

import org.junit.jupiter.api.Test;

class AacLengthTest {
    @Test
    void anAacIsAsLongAsItsFrames() {
        assertLength(times(10, adtsFrame()), "aac").hasValue(426);
        assertLength(with(6, 3, adtsFrame()), "aac").hasValue(170);
    }

    @Test
    void anAacCutWithinAFrameHasNoLength() {
        byte[] longer = join(with(4, 2, adtsFrame()), new byte[16]);
        assertLength(longer, "aac").hasValue(42);
        assertLength(without(1, longer), "aac").isEmpty();
    }

    @Test
    void anAacWithSomethingElseInItHasNoLength() {
        assertLength(join(adtsFrame(), new byte[7], adtsFrame()), "aac").isEmpty();
        assertLength(join(adtsFrame(), with(2, 0x50, adtsFrame())), "aac").isEmpty();
    }
}
