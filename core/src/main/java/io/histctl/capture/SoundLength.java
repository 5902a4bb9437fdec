package io.histctl.capture;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

final class SoundLength {
    static OptionalLong millis(byte[] sound, @Nullable String format) {
        return OptionalLong.empty();
    }
}
