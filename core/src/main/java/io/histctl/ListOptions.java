package io.histctl;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which conversations are listed.
 *
 * @param at the moment at which ids are judged; null: now
 * @param expiringWithin only those of which an id dies within this span; null: all
 * @param limit at most so many
 */
public record ListOptions(@Nullable Instant at, @Nullable Duration expiringWithin, int limit) {
    /** All of them. */
    public static final ListOptions ALL = new ListOptions(null, null, Integer.MAX_VALUE);
}
