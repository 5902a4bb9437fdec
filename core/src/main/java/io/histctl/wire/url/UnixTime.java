package io.histctl.wire.url;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Reads times from the text of a parameter; null for everything that is not one within the years 1970 to 9999. */
final class UnixTime {
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");
    private static final int MAX_DIGITS = 13;

    private UnixTime() {}

    /** A whole number of at most 13 digits. */
    static @Nullable Long digits(@Nullable String text) {
        boolean whole = text != null
                && !text.isEmpty()
                && text.length() <= MAX_DIGITS
                && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return whole ? (Long) Long.parseLong(text) : null;
    }

    static @Nullable Instant seconds(@Nullable String text) {
        Long seconds = digits(text);
        return seconds == null ? null : inRange(Instant.ofEpochSecond(seconds));
    }

    /** An ISO 8601 time with its zone, with or without seconds. */
    static @Nullable Instant iso(String text) {
        try {
            return inRange(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException malformed) {
            return null;
        }
    }

    static @Nullable Instant inRange(Instant time) {
        return time.isBefore(Instant.EPOCH) || time.isAfter(LAST) ? null : time;
    }
}
