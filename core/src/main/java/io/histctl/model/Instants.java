package io.histctl.model;

import io.histctl.error.InvalidInputException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Range checks and truncation for instants and time spans.
 *
 * @hidden
 */
@API(status = API.Status.INTERNAL)
public final class Instants {
    /** The first instant of year 1. Earlier ones are certainly mistakes. */
    public static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

    /** The last second of year 9999. Later ones are certainly mistakes. */
    public static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private static final Duration LONGEST = Duration.ofDays(365_000);

    private Instants() {}

    /**
     * Checks an instant that a caller gave, if any.
     *
     * @param what names it in errors
     * @throws InvalidInputException if it is outside the years 1 to 9999
     */
    public static void ensureMoment(@Nullable Instant moment, String what) {
        if (moment != null && (moment.isBefore(FIRST) || moment.isAfter(LAST))) {
            throw new InvalidInputException(what + " is outside the years 1 to 9999; give another time");
        }
    }

    /**
     * Checks a time span that a caller gave, if any.
     *
     * @param what names it in errors
     * @throws InvalidInputException if it is negative or longer than 365,000 days
     */
    public static void ensureSpan(@Nullable Duration span, String what) {
        if (span != null && (span.isNegative() || span.compareTo(LONGEST) > 0)) {
            throw new InvalidInputException(
                    what + " is " + (span.isNegative() ? "negative" : "longer than 365,000 days") + "; give another");
        }
    }

    /** The current time in whole milliseconds, as times are stored. */
    public static Instant now(Clock clock) {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
