package io.histctl.record.imports;

import io.histctl.error.InvalidInputException;
import io.histctl.model.Instants;
import io.histctl.wire.JsonSlice;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the time of an exchange, in the forms in which programs write it. */
final class ImportTime {
    private static final Pattern NUMBER =
            Pattern.compile("\\d{1,18}(\\.\\d{1,18})?(e\\+?\\d{1,3})?", Pattern.CASE_INSENSITIVE);
    private static final Pattern DATE = Pattern.compile(
            "(\\d{4})[-/](\\d\\d)[-/](\\d\\d)(?:(?:[T_]| +)(\\d\\d):(\\d\\d)(?::(\\d\\d)(?:[.,](\\d{1,9})\\d*)?)?)?"
                    + " ?(Z|UTC|GMT|[+-]\\d\\d(?::?\\d\\d)?)?(?:\\[.*])?");
    private static final BigDecimal LAST_SECOND = BigDecimal.valueOf(Instants.LAST.getEpochSecond());

    private ImportTime() {}

    /** The time; null if the value is 0 or empty, which means that it is not given. */
    static @Nullable Instant read(JsonSlice value, List<String> notes) {
        String text = (value.isString() ? value.string() : ImportLine.text(value)).strip();
        if (text.isEmpty() || text.matches("0+(\\.0+)?")) {
            notes.add("its \"at\" is " + (text.isEmpty() ? "empty" : "0") + " and was ignored");
            return null;
        }
        try {
            Instant time = NUMBER.matcher(text).matches() ? unix(new BigDecimal(text)) : date(text, notes);
            if (time.isBefore(Instants.FIRST) || time.isAfter(Instants.LAST)) {
                throw new DateTimeException("out of range");
            }
            return time;
        } catch (DateTimeException | ArithmeticException e) {
            throw new InvalidInputException("at is not a time; write 2026-06-05T22:10:00Z or Unix seconds", e);
        }
    }

    /** Unix seconds, or milliseconds if the number is too large for seconds. */
    private static Instant unix(BigDecimal number) {
        BigDecimal millis = number.compareTo(LAST_SECOND) <= 0 ? number.movePointRight(3) : number;
        return Instant.ofEpochMilli(millis.toBigInteger().longValueExact());
    }

    private static Instant date(String text, List<String> notes) {
        Matcher parts = DATE.matcher(text.toUpperCase(Locale.ROOT));
        if (!parts.matches()) {
            return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
        }
        LocalDate day = LocalDate.of(number(parts, 1), number(parts, 2), number(parts, 3));
        String fraction = parts.group(7) == null ? "" : parts.group(7);
        int nanos = Integer.parseInt((fraction + "000000000").substring(0, 9));
        LocalDateTime time =
                LocalDateTime.of(day, LocalTime.of(number(parts, 4), number(parts, 5), number(parts, 6), nanos));
        String zone = parts.group(8);
        if (zone == null) {
            notes.add("its \"at\" has no time zone and was read as UTC");
        }
        boolean utc = zone == null || !zone.matches("[+-].*");
        return time.toInstant(utc ? ZoneOffset.UTC : ZoneOffset.of(zone));
    }

    private static int number(Matcher parts, int group) {
        return parts.group(group) == null ? 0 : Integer.parseInt(parts.group(group));
    }
}
