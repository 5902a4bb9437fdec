package io.histctl.media;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A sound or an image of a turn, as the content of a file.
 *
 * @param bytes the content; not copied, so don't change it
 * @param type its media type, such as {@code audio/wav} or {@code image/png}; {@code application/octet-stream} if it is
 *     unknown
 * @param length duration of a sound; null for an image, or if it can't be measured
 */
public record Media(byte[] bytes, String type, @Nullable Duration length) {}
