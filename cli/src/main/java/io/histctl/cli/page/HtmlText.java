package io.histctl.cli.page;

/** Makes characters visible that HTML can't contain, or that reverse the order of those after them. */
final class HtmlText {
    private HtmlText() {}

    /** The text with an escape such as {@code \}{@code u{1b}} for each of them. Other marks of direction stay. */
    static String visible(String text) {
        int at = 0;
        while (at < text.length() && isPlain(text.charAt(at))) {
            at++;
        }
        return at == text.length() ? text : escaped(text, at);
    }

    private static String escaped(String text, int from) {
        StringBuilder shown = new StringBuilder(text.length() + 16).append(text, 0, from);
        for (int at = from; at < text.length(); ) {
            int c = text.codePointAt(at);
            if (isAllowed(c)) {
                shown.appendCodePoint(c);
            } else {
                shown.append("\\u{").append(Integer.toHexString(c)).append('}');
            }
            at += Character.charCount(c);
        }
        return shown.toString();
    }

    private static boolean isPlain(char c) {
        return (c >= ' ' && c < 0x7F) || c == '\n' || (c >= 0xA0 && c < 0x202D);
    }

    private static boolean isAllowed(int c) {
        boolean noncharacter = (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
        boolean surrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
        boolean override = c == 0x202D || c == 0x202E;
        return c == '\n' || c == '\t' || !(Character.isISOControl(c) || noncharacter || surrogate || override);
    }
}
