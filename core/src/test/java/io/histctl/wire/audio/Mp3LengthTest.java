package io.histctl.wire.audio;

import static io.histctl.wire.audio.SoundLengthAssert.assertLength;
import static io.histctl.wire.audio.Sounds.ascii;
import static io.histctl.wire.audio.Sounds.frame;
import static io.histctl.wire.audio.Sounds.id3v1;
import static io.histctl.wire.audio.Sounds.id3v2;
import static io.histctl.wire.audio.Sounds.join;
import static io.histctl.wire.audio.Sounds.mp3Frame;
import static io.histctl.wire.audio.Sounds.mp3Info;
import static io.histctl.wire.audio.Sounds.mp3Vbri;
import static io.histctl.wire.audio.Sounds.times;
import static io.histctl.wire.audio.Sounds.without;

import org.junit.jupiter.api.Test;

class Mp3LengthTest {
    @Test
    void anMp3IsAsLongAsItsFrames() {
        assertLength(times(10, mp3Frame()), "mp3").hasValue(240);
    }

    @Test
    void anMp3OfEachVersionAndLayerIsMeasured() {
        assertLength(times(10, frame(0xFFFB_9000, 417)), "mp3").hasValue(261); // MPEG 1, III, 128 kbit/s, 44.1 kHz
        assertLength(times(10, frame(0xFFFB_9200, 418)), "mp3").hasValue(261); // padded
        assertLength(times(10, frame(0xFFE3_18C0, 72)), "mp3").hasValue(720); // MPEG 2.5, III, 8 kbit/s, 8 kHz
        assertLength(times(10, frame(0xFFFD_8400, 384)), "mp3").hasValue(240); // MPEG 1, II, 128 kbit/s, 48 kHz
        assertLength(times(10, frame(0xFFFF_4400, 128)), "mp3").hasValue(80); // MPEG 1, I, 128 kbit/s, 48 kHz
    }

    @Test
    void anMp3TruncatedWithinAFrameHasNoLength() {
        assertLength(without(1, times(10, mp3Frame())), "mp3").isEmpty();
        assertLength(without(95, times(10, mp3Frame())), "mp3").isEmpty();
    }

    @Test
    void anMp3WithFewerFramesThanAnnouncedHasNoLength() {
        assertLength(join(mp3Info(10, 0, 0), times(9, mp3Frame())), "mp3").isEmpty();
        assertLength(join(mp3Vbri(10), times(9, mp3Frame())), "mp3").isEmpty();
    }

    @Test
    void aHeaderFrameIsNotCounted() {
        assertLength(join(mp3Info(10, 0, 0), times(10, mp3Frame())), "mp3").hasValue(240);
        assertLength(join(mp3Vbri(10), times(10, mp3Frame())), "mp3").hasValue(240);
        assertLength(join(mp3Info(0, 0, 0), times(10, mp3Frame())), "mp3").hasValue(240);
    }

    @Test
    void silenceThatTheEncoderAddedIsNotCounted() {
        assertLength(join(mp3Info(10, 576, 1152), times(10, mp3Frame())), "mp3").hasValue(168);
        assertLength(join(mp3Info(1, 576, 1152), mp3Frame()), "mp3").isEmpty();
    }

    @Test
    void tagsAreNotCounted() {
        assertLength(join(id3v2(300), id3v2(0), times(10, mp3Frame()), id3v1()), "mp3")
                .hasValue(240);
    }

    @Test
    void aTruncatedTagHasNoLength() {
        assertLength(without(1, id3v2(300)), "mp3").isEmpty();
        assertLength(ascii("ID3"), "mp3").isEmpty();
        assertLength(id3v2(300), "mp3").isEmpty();
    }

    @Test
    void anMp3WithForeignBytesHasNoLength() {
        assertLength(join(times(5, mp3Frame()), new byte[96], mp3Frame()), "mp3")
                .isEmpty();
        assertLength(join(mp3Frame(), frame(0xFFFB_9000, 417)), "mp3").isEmpty();
    }
}
