package io.histctl.resume;

import java.time.Duration;
import org.apiguardian.api.API;

/**
 * Spans of time in words.
 *
 * @hidden
 */
@API(status = API.Status.INTERNAL)
public final class Spans {
    private Spans() {}

    /** The two largest units that count, the second omitted if it is zero: {@code 59m 58s}, {@code 2h}, {@code 3d 4h}. */
    public static String words(Duration span) {
        long[] parts = {span.toDays(), span.toHoursPart(), span.toMinutesPart(), span.toSecondsPart()};
        String units = "dhms";
        for (int i = 0; i < parts.length; i++) {
            if (parts[i] > 0) {
                boolean second = i + 1 < parts.length && parts[i + 1] > 0;
                return parts[i] + units.substring(i, i + 1) + (second ? " " + parts[i + 1] + units.charAt(i + 1) : "");
            }
        }
        return "0s";
    }
}
