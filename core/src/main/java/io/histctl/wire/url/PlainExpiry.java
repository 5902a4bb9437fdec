package io.histctl.wire.url;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * {@code exp} or {@code expires} without a known signature. It counts only if it can't mean anything but a moment: one of
 * the two names, one value, which is Unix seconds, Unix milliseconds or an ISO 8601 time with a zone, in the years 2010 to
 * 2099. A small number may be a duration or a version, and two values may disagree.
 */
final class PlainExpiry implements ExpiryScheme {
    private static final Instant FIRST = Instant.parse("2010-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("2099-12-31T23:59:59Z");
    private static final int DIGITS_OF_MILLIS = 13;

    @Override
    public @Nullable Instant expiry(QueryParameters query) {
        if (query.contains("exp") == query.contains("expires")) {
            return null;
        }
        String text = query.single(query.contains("exp") ? "exp" : "expires");
        Instant time = text == null ? null : time(text);
        return time == null || time.isBefore(FIRST) || time.isAfter(LAST) ? null : time;
    }

    private static @Nullable Instant time(String text) {
        Long digits = UnixTime.digits(text);
        if (digits == null) {
            return UnixTime.iso(text);
        }
        return text.length() == DIGITS_OF_MILLIS ? Instant.ofEpochMilli(digits) : Instant.ofEpochSecond(digits);
    }
}
