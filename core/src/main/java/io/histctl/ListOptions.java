package io.histctl;

import io.histctl.error.InvalidInputException;
import io.histctl.model.Instants;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which conversations are listed. Start from {@link #DEFAULT} and change what differs.
 *
 * @param at the instant at which audio ids are checked for expiry; null for {@link HistoryStore#moment}
 * @param expiringWithin only conversations with an audio id that expires within this time; null for all
 * @param limit the most conversations to list, 0 or more
 */
public record ListOptions(@Nullable Instant at, @Nullable Duration expiringWithin, int limit) {
    /** All conversations, checked now. */
    public static final ListOptions DEFAULT = new ListOptions(null, null, Integer.MAX_VALUE);

    /**
     * Checks the options.
     *
     * @throws InvalidInputException if {@code at} is outside the years 1 to 9999, the time span is negative or longer than
     *     365,000 days, or the limit is negative
     */
    public ListOptions {
        Instants.ensureMoment(at, "the moment of the list");
        Instants.ensureSpan(expiringWithin, "the span of the list");
        ensureLimit(limit);
    }

    /** These options with another instant. */
    public ListOptions withAt(@Nullable Instant at) {
        return new ListOptions(at, expiringWithin, limit);
    }

    /** These options, listing only conversations with an audio id that expires within this time. */
    public ListOptions withExpiringWithin(@Nullable Duration expiringWithin) {
        return new ListOptions(at, expiringWithin, limit);
    }

    /** These options with another limit. */
    public ListOptions withLimit(int limit) {
        return new ListOptions(at, expiringWithin, limit);
    }

    static void ensureLimit(int limit) {
        if (limit < 0) {
            throw new InvalidInputException("the limit is negative; give 0 or more");
        }
    }
}
