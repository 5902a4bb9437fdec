package io.histctl.wire.audio;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.api.OptionalLongAssert;
import org.jspecify.annotations.Nullable;

final class SoundLengthAssert {
    private SoundLengthAssert() {}

    static OptionalLongAssert assertLength(byte[] sound, @Nullable String format) {
        return assertThat(SoundLength.millis(sound, format));
    }
}
