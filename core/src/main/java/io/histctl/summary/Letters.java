package io.histctl.summary;

/**
 * What kind of sign a code point is. These tables are ours, since those of the JDK change with its Unicode version and
 * a digest has the same bytes on each.
 */
final class Letters {
    private static final int[] NO_WORD = {
        0x80, 0xA9, 0xAB, 0xB4, 0xB6, 0xB9, 0xBB, 0xBF, 0xD7, 0xD7, 0xF7, 0xF7, 0x55A, 0x55F, 0x589, 0x58A, 0x5BE,
        0x5BE, 0x5C0, 0x5C0, 0x5C3, 0x5C3, 0x5C6, 0x5C6, 0x5F3, 0x5F4, 0x60C, 0x60D, 0x61B, 0x61F, 0x66A, 0x66D, 0x6D4,
        0x6D4, 0x964, 0x965, 0x970, 0x970, 0xE2F, 0xE2F, 0xE5A, 0xE5B, 0xF04, 0xF14, 0x1360, 0x1368, 0x1680, 0x1680,
        0x17D4, 0x17DA, 0x1800, 0x180A, 0x2000, 0x200B, 0x200E, 0x206F, 0x20A0, 0x20CF, 0x2190, 0x2BFF, 0x2E00, 0x2E7F,
        0x3000, 0x3004, 0x3008, 0x3020, 0x3030, 0x3030, 0x303D, 0x303F, 0x30FB, 0x30FB, 0xD800, 0xF8FF, 0xFE10, 0xFE1F,
        0xFE30, 0xFE6F, 0xFEFF, 0xFEFF, 0xFF00, 0xFF0F, 0xFF1A, 0xFF20, 0xFF3B, 0xFF40, 0xFF5B, 0xFF65, 0xFFE0, 0xFFFF,
        0x1F000, 0x1FAFF
    };
    private static final int[] UNSPACED = {
        0xE00, 0xEFF, 0x1000, 0x109F, 0x1780, 0x17FF, 0x3005, 0x3007, 0x3040, 0x30FF, 0x31F0, 0x31FF, 0x3400, 0x4DBF,
        0x4E00, 0x9FFF, 0xF900, 0xFAFF, 0xFF66, 0xFF9D, 0x20000, 0x3FFFF
    };
    private static final int[] DIGITS = {
        '0', '9', 0x660, 0x669, 0x6F0, 0x6F9, 0x966, 0x96F, 0x9E6, 0x9EF, 0xE50, 0xE59, 0xFF10, 0xFF19
    };
    private static final int[] CASED = {'A', 'Z', 'a', 'z', 0xC0, 0x588, 0x1E00, 0x1FFF, 0xFF21, 0xFF5A};
    private static final int[] SPACES = {
        0x9, 0xD, 0x20, 0x20, 0x85, 0x85, 0xA0, 0xA0, 0x1680, 0x1680, 0x2000, 0x200A, 0x2028, 0x2029, 0x202F, 0x202F,
        0x205F, 0x205F, 0x3000, 0x3000
    };

    private Letters() {}

    /** A letter, a digit or a mark of any script. */
    static boolean isWord(int c) {
        return c < 0x80 ? (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c) : !in(NO_WORD, c);
    }

    /** Of a script that writes no spaces between words. */
    static boolean isUnspaced(int c) {
        return c >= 0xE00 && in(UNSPACED, c) && isWord(c) && !isDigit(c);
    }

    static boolean isDigit(int c) {
        return c < 0x80 ? c >= '0' && c <= '9' : in(DIGITS, c);
    }

    static boolean isSpace(int c) {
        return c == ' ' || (c < 0x80 ? c >= 0x9 && c <= 0xD : in(SPACES, c));
    }

    /** Of a script that tells names by a capital letter. */
    static boolean isCased(int c) {
        return in(CASED, c);
    }

    static boolean isUpper(int c) {
        return c < 0x80 ? c >= 'A' && c <= 'Z' : in(CASED, c) && Character.isUpperCase(c);
    }

    static boolean isLower(int c) {
        return c < 0x80 ? c >= 'a' && c <= 'z' : in(CASED, c) && Character.isLowerCase(c);
    }

    static int lower(int c) {
        if (c < 0x80) {
            return c >= 'A' && c <= 'Z' ? c + 32 : c;
        }
        return in(CASED, c) ? Character.toLowerCase(c) : c;
    }

    static String lower(String text) {
        StringBuilder lower = new StringBuilder(text.length());
        for (int at = 0; at < text.length(); ) {
            int c = text.codePointAt(at);
            lower.appendCodePoint(lower(c));
            at += Character.charCount(c);
        }
        return lower.toString();
    }

    /** Whether one of the ranges, from and to by turns and in order, holds it. */
    private static boolean in(int[] ranges, int c) {
        for (int i = 0; i < ranges.length && ranges[i] <= c; i += 2) {
            if (c <= ranges[i + 1]) {
                return true;
            }
        }
        return false;
    }
}
