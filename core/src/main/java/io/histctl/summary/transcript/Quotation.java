package io.histctl.summary.transcript;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/**
 * Makes text safe to quote between {@code <record>} and {@code </record>}: nothing in it looks like either delimiter,
 * to a program or to a model. Characters are compared as a reader sees them: in compatibility form (NFKD), ignoring
 * case, white space, control characters, combining marks and default-ignorable code points.
 */
@API(status = API.Status.INTERNAL)
public final class Quotation {
    private static final String NAME = "record";
    private static final String LESS_THAN = "<＜﹤≮"; // characters whose NFKD begins with one
    private static final String SLASHES = "/\\⁄∕⧸";
    private static final char REPLACEMENT = '‹';

    /** Code points that are usually not displayed, beyond the control and format characters (Unicode 15). */
    private static final Pattern IGNORABLE = Pattern.compile("[\\p{C}\\p{Z}\\p{M}\\s"
            + "\\u034F\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180F\\u2065\\u3164\\uFE00-\\uFE0F\\uFFA0\\uFFF0-\\uFFF8"
            + "\\x{1BCA0}-\\x{1BCA3}\\x{1D173}-\\x{1D17A}\\x{E0000}-\\x{E0FFF}]+");

    private Quotation() {}

    /** The text as one line; " / " stands for a line break. */
    public static String line(String text) {
        return block(text.strip().replaceAll("\\R+", " / "));
    }

    /** The text with its line breaks. */
    public static String block(String text) {
        // a lone surrogate can't be encoded: the database would return another character
        String valid = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        StringBuilder safe = new StringBuilder(valid);
        for (int at = 0; at < valid.length(); at++) {
            if (isDelimiter(valid, at)) {
                safe.setCharAt(at, REPLACEMENT);
            }
        }
        return safe.toString();
    }

    private static boolean isDelimiter(String text, int start) {
        if (LESS_THAN.indexOf(text.charAt(start)) < 0) {
            return false;
        }
        int matched = 0;
        for (int at = start + 1; at < text.length() && matched < NAME.length(); ) {
            int c = text.codePointAt(at);
            String visible = visible(c);
            for (int i = 0; i < visible.length() && matched < NAME.length(); i++) {
                boolean slash = matched == 0 && SLASHES.indexOf(visible.charAt(i)) >= 0;
                if (!slash && visible.charAt(i) != NAME.charAt(matched)) {
                    return false;
                }
                matched += slash ? 0 : 1;
            }
            at += Character.charCount(c);
        }
        return matched == NAME.length();
    }

    private static String visible(int c) {
        if (c > ' ' && c < 0x7F) {
            return Character.toString(Character.toLowerCase(c));
        }
        String decomposed = Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKD);
        return IGNORABLE.matcher(decomposed).replaceAll("").toLowerCase(Locale.ROOT);
    }
}
