package io.histctl.cli.page;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The instant that a page describes.
 *
 * @param live whether lifetimes go on counting down when the page is open; otherwise the page shows that instant only
 */
public record PageTime(Instant at, boolean live) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    static String text(Instant moment) {
        return TIME.format(moment);
    }
}
