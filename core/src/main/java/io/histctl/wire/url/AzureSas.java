package io.histctl.wire.url;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** An Azure shared access signature: {@code se} as an ISO 8601 date or time, with {@code sig} or {@code sv}. */
final class AzureSas implements ExpiryScheme {
    @Override
    public @Nullable Instant expiry(QueryParameters query) {
        String end = query.single("se");
        if (end == null || !(query.contains("sig") || query.contains("sv"))) {
            return null;
        }
        Instant time = UnixTime.iso(end);
        return time != null ? time : date(end);
    }

    /** A date without a time means its beginning in UTC. */
    private static @Nullable Instant date(String text) {
        try {
            return UnixTime.inRange(LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC));
        } catch (DateTimeException malformed) {
            return null;
        }
    }
}
