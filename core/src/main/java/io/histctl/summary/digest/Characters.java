package io.histctl.summary.digest;

import java.lang.Character.UnicodeScript;
import java.util.Set;

/** Classifies code points of any script. */
final class Characters {
    private static final Set<UnicodeScript> UNSPACED = Set.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.THAI,
            UnicodeScript.LAO,
            UnicodeScript.KHMER,
            UnicodeScript.MYANMAR);

    /** Belongs to both Japanese syllabaries, so that Unicode assigns it to no script. */
    private static final int PROLONGED_SOUND_MARK = 'ー';

    private Characters() {}

    /** A letter, digit or combining mark. */
    static boolean isWord(int c) {
        return Character.isLetterOrDigit(c) || (c > 0x7F && isMark(c));
    }

    /** A letter or mark of a script that writes no spaces between words. */
    static boolean isUnspaced(int c) {
        return c >= 0xE00
                && (c == PROLONGED_SOUND_MARK || UNSPACED.contains(UnicodeScript.of(c)))
                && isWord(c)
                && !Character.isDigit(c);
    }

    /** White space, including no-break spaces. */
    static boolean isSpace(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    /** A letter of a script with capital letters. */
    static boolean isCased(int c) {
        return Character.isLowerCase(c) || Character.isUpperCase(c) || Character.isTitleCase(c);
    }

    private static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK;
    }
}
