package io.histctl.wire.audio;

import static io.histctl.wire.audio.Sounds.ascii;
import static io.histctl.wire.audio.Sounds.join;
import static io.histctl.wire.audio.Sounds.times;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

class SoundLengthPropertyTest {
    @Property
    void anyBytesOfAnyFormatAreAccepted(@ForAll byte[] bytes, @ForAll("formats") @Nullable String format) {
        assertNotNegative(SoundLength.millis(bytes, format));
    }

    @Property
    void anyBytesAfterAMagicNumberAreAccepted(@ForAll("magics") byte[] magic, @ForAll byte[] bytes) {
        byte[] sound = join(magic, bytes);
        assertNotNegative(SoundLength.millis(sound, null));
    }

    @Property(tries = 5000)
    void anyDamageIsAccepted(
            @ForAll("wholes") byte[] whole,
            @ForAll long seed,
            @ForAll @IntRange(max = 20) int changes,
            @ForAll @IntRange(max = 200) int cut) {
        Random random = new Random(seed);
        byte[] sound = Arrays.copyOf(whole, whole.length - cut % whole.length);
        for (int i = 0; i < changes; i++) {
            int among = i % 2 == 0 ? Math.min(sound.length, 100) : sound.length;
            sound[random.nextInt(among)] = (byte) (random.nextBoolean() ? 0xFF : random.nextInt());
        }
        assertNotNegative(SoundLength.millis(sound, null));
    }

    @Example
    void hostileBytesTakeNoMoreTimeThanOthers() {
        List<byte[]> hostile = List.of(
                times(8_000_000, new byte[] {(byte) 0xFF}),
                times(1_000_000, Sounds.id3v2(0)),
                join(Sounds.riff(), times(1_000_000, Sounds.chunk("LIST", 0))));
        for (byte[] sound : hostile) {
            assertTimeout(Duration.ofSeconds(5), () -> SoundLength.millis(sound, null));
        }
    }

    @Provide
    Arbitrary<String> formats() {
        return Arbitraries.of("pcm16", "wav", "mp3", "opus", "").injectNull(0.2);
    }

    @Provide
    Arbitrary<byte[]> magics() {
        return Arbitraries.of(
                ascii("ID3"),
                ascii("RIFF\0\0\0\0WAVE"),
                join(Sounds.riff(), Sounds.format(1, 24_000, 48_000, 2), ascii("data")),
                Sounds.mp3Frame(),
                Sounds.mp3Info(0, 0, 0),
                Sounds.be(2, 0xFFF1),
                Sounds.be(2, 0xFFFB));
    }

    @Provide
    Arbitrary<byte[]> wholes() {
        return Arbitraries.of(List.copyOf(Sounds.whole().values()));
    }

    private static void assertNotNegative(OptionalLong millis) {
        assertThat(millis.orElse(0)).isNotNegative();
    }
}
