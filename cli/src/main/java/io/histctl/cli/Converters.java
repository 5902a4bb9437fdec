package io.histctl.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.TypeConversionException;

/** TIME and DURATION as people write them. */
final class Converters {
    private static final Pattern UNIX = Pattern.compile("-?\\d{1,12}(\\.\\d{1,9})?");
    private static final Pattern SHORT =
            Pattern.compile("(?:(\\d{1,9})d)?(?:(\\d{1,9})h)?(?:(\\d{1,9})m)?(?:(\\d{1,9})s)?");

    private Converters() {}

    static Instant time(String text) {
        try {
            if (UNIX.matcher(text).matches()) {
                java.math.BigDecimal seconds = new java.math.BigDecimal(text);
                return Instant.ofEpochSecond(0, 0)
                        .plusMillis(seconds.movePointRight(3).longValue());
            }
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException | ArithmeticException e) {
            throw new TypeConversionException(
                    "'" + Printable.line(text) + "' is no time; write 2026-06-05T22:10:00Z or Unix seconds");
        }
    }

    static Duration duration(String text) {
        Matcher matcher = SHORT.matcher(text);
        try {
            Duration duration = !text.isEmpty() && matcher.matches()
                    ? Duration.ofDays(number(matcher.group(1)))
                            .plusHours(number(matcher.group(2)))
                            .plusMinutes(number(matcher.group(3)))
                            .plusSeconds(number(matcher.group(4)))
                    : Duration.parse(text.toUpperCase(Locale.ROOT));
            if (duration.isNegative() || duration.toDays() > 365_000) {
                throw new DateTimeException("out of range");
            }
            return duration;
        } catch (DateTimeException | ArithmeticException e) {
            throw new TypeConversionException(
                    "'" + Printable.line(text) + "' is no duration; write 90s, 5m, 2h, 30d or ISO-8601 as PT90S");
        }
    }

    private static long number(@org.jspecify.annotations.Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
