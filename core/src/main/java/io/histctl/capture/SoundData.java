package io.histctl.capture;

import io.histctl.model.Hash;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Sound as it lay in a message.
 *
 * @param bytes decoded, or the member's text where it is no plain base64
 * @param verbatim whether {@code bytes} are the text
 * @param length of the speech; null where it can't be measured
 */
public record SoundData(
        byte[] hash,
        byte[] bytes,
        boolean verbatim,
        @Nullable String format,
        @Nullable Duration length) {

    static SoundData of(byte[] text, @Nullable String format) {
        byte[] decoded = decode(text);
        byte[] bytes = decoded == null ? text : decoded;
        return new SoundData(
                Hash.of(bytes), bytes, decoded == null, format, decoded == null ? null : length(decoded, format));
    }

    static SoundData ofBytes(byte[] decoded, @Nullable String format) {
        return new SoundData(Hash.of(decoded), decoded, false, format, length(decoded, format));
    }

    /** What belongs between the quotes of the JSON string again. */
    public static byte[] text(byte[] bytes, boolean verbatim) {
        return verbatim
                ? Json.quoted(new String(bytes, StandardCharsets.UTF_8))
                : Base64.getEncoder().encode(bytes);
    }

    private static byte @Nullable [] decode(byte[] text) {
        try {
            byte[] decoded = Base64.getDecoder().decode(text);
            return Arrays.equals(Base64.getEncoder().encode(decoded), text) ? decoded : null;
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }

    private static @Nullable Duration length(byte[] decoded, @Nullable String format) {
        OptionalLong millis = SoundLength.millis(decoded, format);
        return millis.isPresent() ? Duration.ofMillis(millis.getAsLong()) : null;
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
