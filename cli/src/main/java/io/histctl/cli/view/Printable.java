package io.histctl.cli.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** Makes stored text safe for a terminal: control characters are shown as escapes. */
public final class Printable {
    private Printable() {}

    /** Text on one line. */
    public static String line(String text) {
        return show(text, false);
    }

    /** Text that keeps its line breaks. */
    public static String lines(String text) {
        return show(text.replace("\r\n", "\n"), true);
    }

    /** JSON of the same value, with control characters and lone surrogates escaped. */
    public static String json(JsonNode value) {
        String json = value.toString();
        StringBuilder shown = new StringBuilder(json.length());
        json.codePoints().forEach(c -> {
            if (isControl(c)) {
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
            } else if (isControl(c)) {
                shown.append(String.format(Locale.ROOT, "\\u{%x}", c));
            } else {
                shown.appendCodePoint(c);
            }
        });
        return shown.toString();
    }

    /** Control characters, lone surrogates, and format characters that change the direction of text. */
    private static boolean isControl(int c) {
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
