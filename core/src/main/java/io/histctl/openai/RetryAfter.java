package io.histctl.openai;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** How long a server asks to wait: {@code Retry-After} of RFC 9110, in seconds or as a date. */
final class RetryAfter {
    private RetryAfter() {}

    static Optional<Duration> of(HttpHeaders headers) {
        return headers.firstValue("Retry-After").map(String::strip).flatMap(value -> of(value, headers));
    }

    private static Optional<Duration> of(String value, HttpHeaders headers) {
        if (value.matches("\\d{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
        }
        // against the server's own clock, so that ours need not be right
        return date(value)
                .flatMap(until ->
                        headers.firstValue("Date").flatMap(RetryAfter::date).map(now -> Duration.between(now, until)))
                .map(span -> span.isNegative() ? Duration.ZERO : span);
    }

    private static Optional<ZonedDateTime> date(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
