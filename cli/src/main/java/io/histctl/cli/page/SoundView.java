package io.histctl.cli.page;

import io.histctl.media.Media;
import io.histctl.model.Words;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A sound of a turn.
 *
 * @param bar its waveform, or a bar as long as the sound; null if the length is unknown
 * @param data a {@code data:} URL; null if the page can't play it
 * @param missing why it can't, if that is worth a sentence
 * @param heard how much of it the user heard, if they talked over it
 */
record SoundView(
        String label,
        @Nullable Bar bar,
        @Nullable String data,
        @Nullable String missing,
        @Nullable String heard) {
    private static final int PIXELS_PER_SECOND = 24;
    private static final int MIN_WIDTH = 24;
    private static final int MAX_WIDTH = 720;

    /**
     * A picture of a sound.
     *
     * @param path of the waveform; null for a plain bar
     * @param cut the pixel at which the user interrupted; null if they did not
     * @param rest the pixels after that
     */
    record Bar(
            int width,
            String description,
            @Nullable String path,
            @Nullable Integer cut,
            int rest) {}

    static SoundView of(
            String what,
            @Nullable Duration length,
            @Nullable Duration heard,
            @Nullable Media sound,
            @Nullable String data,
            @Nullable String missing) {
        String label = what + (length == null ? "" : ", " + Words.seconds(length));
        return new SoundView(
                label,
                length == null || length.isZero() ? null : bar(length, heard, sound),
                data,
                missing,
                heard == null ? null : "Interrupted: the user heard " + Words.heard(heard, length) + ".");
    }

    private static Bar bar(Duration length, @Nullable Duration heard, @Nullable Media sound) {
        int width = (int) Math.max(MIN_WIDTH, Math.min(MAX_WIDTH, length.toMillis() * PIXELS_PER_SECOND / 1000));
        Integer cut =
                heard == null ? null : (Integer) (int) Math.min(width, width * heard.toMillis() / length.toMillis());
        String path = sound == null ? null : Waveform.path(sound, width);
        String description = (path == null ? "Length" : "Loudness over time") + ", " + Words.seconds(length)
                + (heard == null ? "" : "; interrupted at " + Words.seconds(heard));
        return new Bar(width, description, path, cut, cut == null ? 0 : width - cut);
    }
}
