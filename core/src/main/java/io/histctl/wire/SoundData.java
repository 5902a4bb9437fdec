package io.histctl.wire;

import io.histctl.model.Hash;
import io.histctl.wire.audio.SoundLength;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import java.util.OptionalLong;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Sound from a message.
 *
 * @param bytes decoded; or the content of the JSON string, if that is not plain base64
 * @param verbatim whether {@code bytes} are the content of the JSON string
 * @param length duration of the sound; null if it can't be measured
 */
@API(status = API.Status.INTERNAL)
public record SoundData(
        byte[] bytes,
        boolean verbatim,
        @Nullable String format,
        @Nullable Duration length) {
    public static SoundData of(JsonSlice string, @Nullable String format) {
        byte[] quoted = Arrays.copyOfRange(string.source(), string.from() + 1, string.to() - 1);
        byte[] decoded = decode(quoted);
        if (decoded == null && string.isEscaped()) {
            decoded = decode(string.string().getBytes(StandardCharsets.US_ASCII));
        }
        return decoded == null ? verbatim(quoted, format) : ofBytes(decoded, format);
    }

    private static SoundData verbatim(byte[] quoted, @Nullable String format) {
        byte[] decoded = LenientBase64.decode(unquoted(quoted));
        return new SoundData(quoted, true, format, decoded == null ? null : length(decoded, format));
    }

    static SoundData ofBytes(byte[] decoded, @Nullable String format) {
        return new SoundData(decoded, false, format, length(decoded, format));
    }

    /** True if the text is base64, however an app may have written it. */
    public static boolean isBase64(String text) {
        return decoded(text) != null;
    }

    /** The bytes of base64, however an app may have written it; null if the text is not base64. */
    public static byte @Nullable [] decoded(String text) {
        return LenientBase64.decode(text);
    }

    /** The duration as another format, for sound whose format only an earlier request names. */
    public @Nullable Duration lengthAs(@Nullable String other) {
        if (Objects.equals(other, format)) {
            return length;
        }
        byte[] decoded = decoded(bytes, verbatim);
        return decoded == null ? null : length(decoded, other);
    }

    /** The sound itself; null if its text is not base64. */
    public static byte @Nullable [] decoded(byte[] bytes, boolean verbatim) {
        return verbatim ? LenientBase64.decode(unquoted(bytes)) : bytes;
    }

    /** A short text that breaks the same rules as the sound, for a check. */
    public byte[] standIn() {
        return bytes.length == 0 ? bytes : standIn(!verbatim || isBase64(unquoted(bytes)));
    }

    static byte[] standIn(boolean base64) {
        return (base64 ? "AAAA" : "?").getBytes(StandardCharsets.US_ASCII);
    }

    private static String unquoted(byte[] quoted) {
        byte[] json = new byte[quoted.length + 2];
        json[0] = '"';
        json[quoted.length + 1] = '"';
        System.arraycopy(quoted, 0, json, 1, quoted.length);
        return JsonSlice.of(json).string();
    }

    /** Identifies the sound. Computed at each call, since most sound is never stored. */
    public byte[] hash() {
        return hash(bytes, verbatim);
    }

    /** The hash of stored sound. Verbatim text has another hash than sound that decodes to the same bytes. */
    public static byte[] hash(byte[] bytes, boolean verbatim) {
        byte[] hash = Hash.of(bytes);
        for (int i = 0; verbatim && i < hash.length; i++) {
            hash[i] = (byte) ~hash[i];
        }
        return hash;
    }

    /** The content of the JSON string for stored sound. */
    public static byte[] text(byte[] bytes, boolean verbatim) {
        return verbatim ? bytes : Base64.getEncoder().encode(bytes);
    }

    private static byte @Nullable [] decode(byte[] text) {
        try {
            byte[] decoded = Base64.getDecoder().decode(text);
            return isPlain(text, decoded) ? decoded : null;
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }

    /** Whether encoding restores the text. Only the last group of four can have several forms. */
    private static boolean isPlain(byte[] text, byte[] decoded) {
        if (text.length % 4 != 0) {
            return false;
        }
        int group = Math.max(0, text.length - 4);
        byte[] last = Arrays.copyOfRange(decoded, group / 4 * 3, decoded.length);
        return Arrays.equals(Base64.getEncoder().encode(last), Arrays.copyOfRange(text, group, text.length));
    }

    private static @Nullable Duration length(byte[] decoded, @Nullable String format) {
        OptionalLong millis = SoundLength.millis(decoded, format);
        return millis.isPresent() ? Duration.ofMillis(millis.getAsLong()) : null;
    }
}
