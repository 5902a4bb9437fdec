package io.histctl.wire;

import io.histctl.wire.audio.SoundLength;
import java.time.Duration;
import java.util.Objects;
import java.util.OptionalLong;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * How much sound a reply contains.
 *
 * @param bytes how many there are
 * @param length duration of the sound; null if it can't be measured
 * @param data the sound itself; null if it was only counted as it arrived
 */
@API(status = API.Status.INTERNAL)
public record SoundExtent(
        long bytes,
        @Nullable String format,
        @Nullable Duration length,
        @Nullable SoundData data) {
    /** The extent of sound that is at hand. */
    public static @Nullable SoundExtent of(@Nullable SoundData data) {
        return data == null ? null : new SoundExtent(data.bytes().length, data.format(), data.length(), data);
    }

    /**
     * The extent of raw samples that were counted.
     *
     * @param exact whether all of them could be decoded
     */
    public static SoundExtent ofPcm16(long bytes, boolean exact) {
        OptionalLong millis = exact ? SoundLength.pcm16Millis(bytes) : OptionalLong.empty();
        return new SoundExtent(
                bytes, SoundLength.PCM16, millis.isPresent() ? Duration.ofMillis(millis.getAsLong()) : null, null);
    }

    /** The duration as another format, for sound whose format only an earlier request names. */
    public @Nullable Duration lengthAs(@Nullable String other) {
        return data == null ? (Objects.equals(other, format) ? length : null) : data.lengthAs(other);
    }
}
