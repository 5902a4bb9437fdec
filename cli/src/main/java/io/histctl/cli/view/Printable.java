package io.histctl.cli.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** Stored text on a terminal: control characters are shown, not obeyed. */
public final class Printable {
    private Printable() {}

    /** On one line. */
    public static String line(String text) {
        return show(text, false);
    }

    /** On its own lines. */
    public static String lines(String text) {
        return show(text.replace("\r\n", "\n"), true);
    }

    /** As JSON, which is the same value: what a terminal would obey, and half a surrogate pair, is escaped. */
    public static String json(JsonNode value) {
        String json = value.toString();
        StringBuilder shown = new StringBuilder(json.length());
        json.codePoints().forEach(c -> {
            if (isObeyed(c)) {
                shown.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                shown.appendCodePoint(c);
            }
        });
        return shown.toString();
    }

    private static String show(String text, boolean breaks) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (c == '\n' && breaks) {
                shown.append('\n');
            } else if (isObeyed(c)) {
                shown.append(String.format(Locale.ROOT, "\\u{%x}", c));
            } else {
                shown.appendCodePoint(c);
            }
        });
        return shown.toString();
    }

    /** Control and format characters: escapes, and marks that turn the direction of a line around. */
    private static boolean isObeyed(int c) {
        return Character.isISOControl(c)
                || c == 0x2028
                || c == 0x2029
                || c == 0x061C
                || (c >= 0x200E && c <= 0x200F)
                || (c >= 0x202A && c <= 0x202E)
                || (c >= 0x2066 && c <= 0x206F)
                || (c >= 0xD800 && c <= 0xDFFF);
    }
}
