package io.histctl.cli;

import io.histctl.cli.view.Printable;
import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converts arguments; the errors name no Java type. */
final class Converters {
    private static final Pattern UNIX = Pattern.compile("-?\\d{1,12}(\\.\\d{1,9})?");
    private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,9}(\\.\\d{1,9})?");
    private static final Pattern SHORT =
            Pattern.compile("(?:(\\d{1,9})d)?(?:(\\d{1,9})h)?(?:(\\d{1,9})m)?(?:(\\d{1,9})s)?");

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private Converters() {}

    static Long whole(String text) {
        try {
            return (long) Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new TypeConversionException(
                    "'" + Printable.line(text) + "' is not a whole number, or too large; write it like 12");
        }
    }

    static BigDecimal decimal(String text) {
        if (!DECIMAL.matcher(text).matches()) {
            throw new TypeConversionException(
                    "'" + Printable.line(text) + "' is not a number, or too large; write it like 2.5");
        }
        return new BigDecimal(text);
    }

    /** Accepts the names of the constants, in any case. */
    static <E extends Enum<E>> ITypeConverter<E> oneOf(Class<E> kinds) {
        return oneOf(List.of(kinds.getEnumConstants()), kind -> kind.name().toLowerCase(Locale.ROOT));
    }

    /** Accepts the names of these values, in any case. */
    static <T> ITypeConverter<T> oneOf(List<T> values, Function<T, String> name) {
        return text -> values.stream()
                .filter(value -> name.apply(value).equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("'" + Printable.line(text) + "' is not one of "
                        + values.stream().map(name).toList()));
    }

    static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new TypeConversionException(
                    "'" + Printable.line(text) + "' is not a valid path on this system; name another file");
        }
    }

    static Instant time(String text) {
        try {
            Instant time = UNIX.matcher(text).matches()
                    ? Instant.ofEpochMilli(
                            new BigDecimal(text).movePointRight(3).longValue())
                    : OffsetDateTime.parse(text).toInstant();
            if (time.isBefore(FIRST) || time.isAfter(LAST)) {
                throw new DateTimeException("out of range");
            }
            return time;
        } catch (DateTimeException | ArithmeticException e) {
            throw new TypeConversionException(
                    "'" + Printable.line(text) + "' is not a time; write 2026-06-05T22:10:00Z or Unix seconds");
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
                    "'" + Printable.line(text) + "' is not a duration; write 90s, 5m, 2h, 30d or PT90S");
        }
    }

    private static long number(@org.jspecify.annotations.Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
