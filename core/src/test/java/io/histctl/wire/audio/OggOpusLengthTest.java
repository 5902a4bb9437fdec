package io.histctl.wire.audio;

import static io.histctl.wire.audio.SoundLengthAssert.assertLength;
import static io.histctl.wire.audio.Sounds.ascii;
import static io.histctl.wire.audio.Sounds.join;
import static io.histctl.wire.audio.Sounds.opus;
import static io.histctl.wire.audio.Sounds.opusHeaders;
import static io.histctl.wire.audio.Sounds.opusPage;
import static io.histctl.wire.audio.Sounds.page;
import static io.histctl.wire.audio.Sounds.without;

import org.junit.jupiter.api.Test;

class OggOpusLengthTest {
    @Test
    void anOpusIsAsLongAsItsLastPositionLessThePreSkip() {
        assertLength(opus(3), "opus").hasValue(3000);
    }

    @Test
    void anOpusCutWithinAPageHasNoLength() {
        assertLength(without(1, opus(3)), "opus").isEmpty();
        assertLength(without(170, opus(3)), "opus").isEmpty();
    }

    @Test
    void anOpusWithoutItsEndOfStreamIsWholeAtAPage() {
        assertLength(join(opusHeaders(), opusPage(false, 48_312, 2)), "opus").hasValue(1000);
    }

    @Test
    void anOpusWhoseLastPacketGoesOnHasNoLength() {
        byte[] open = page(0, -1, 7, 3, new int[] {255}, new byte[255]);
        assertLength(join(opusHeaders(), opusPage(false, 48_312, 2), open), "opus")
                .isEmpty();
        byte[] rest = page(4, 49_272, 7, 4, new int[] {1}, new byte[1]);
        assertLength(join(opusHeaders(), opusPage(false, 48_312, 2), open, rest), "opus")
                .hasValue(1020);
    }

    @Test
    void anOpusWithAPageLostHasNoLength() {
        assertLength(join(opusHeaders(), opusPage(true, 96_312, 3)), "opus").isEmpty();
    }

    @Test
    void anOpusWithASecondStreamHasNoLength() {
        byte[] other = page(2, 0, 8, 3, new int[] {1}, new byte[1]);
        assertLength(join(opusHeaders(), opusPage(true, 48_312, 2), other), "opus")
                .isEmpty();
    }

    @Test
    void anOpusThatClaimsMoreThanItsPacketsHoldHasNoLength() {
        assertLength(join(opusHeaders(), opusPage(true, Long.MAX_VALUE, 2)), "opus")
                .isEmpty();
        assertLength(join(opusHeaders(), opusPage(true, Long.MIN_VALUE, 2)), "opus")
                .isEmpty();
    }

    @Test
    void anOpusWithoutSoundHasNoLength() {
        assertLength(opusHeaders(), "opus").isEmpty();
        assertLength(page(2, 0, 7, 0, new int[] {7}, join(new byte[] {1}, ascii("vorbis"))), "opus")
                .isEmpty();
    }
}
