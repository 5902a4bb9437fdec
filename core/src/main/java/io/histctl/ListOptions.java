package io.histctl;

import io.histctl.error.InvalidInputException;
import io.histctl.model.Instants;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which conversations are listed.
 *
 * @param at the moment at which ids are judged; null: {@link HistoryStore#moment}
 * @param expiringWithin only those of which an id dies within this span; null: all
 * @param limit at most so many
 */
public record ListOptions(@Nullable Instant at, @Nullable Duration expiringWithin, int limit) {
    /** All of them. */
    public static final ListOptions ALL = new ListOptions(null, null, Integer.MAX_VALUE);

    /**
     * Options.
     *
     * @throws InvalidInputException where {@code at} lies outside of the years 1 to 9999, the span is negative or longer
     *     than 365,000 days, or the limit is negative
     */
    public ListOptions {
        Instants.ensureMoment(at, "the moment of the list");
        Instants.ensureSpan(expiringWithin, "the span of the list");
        ensureLimit(limit);
    }

    static void ensureLimit(int limit) {
        if (limit < 0) {
            throw new InvalidInputException("the limit is negative; give 0 or more");
        }
    }
}
