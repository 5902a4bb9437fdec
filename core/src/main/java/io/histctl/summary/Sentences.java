package io.histctl.summary;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the sentences of a text end, in any script. The JDK's own breaking sees no sentence that begins in lower case,
 * as speech is often written down, and its data change from one JDK to the next.
 */
final class Sentences {
    private static final String ENDS = ".!?…؟۔։";
    private static final String WIDE_ENDS = "。！？｡।॥።፧။";
    private static final String QUESTIONS = "?？؟՞፧⁇⁈⁉︖﹖\u037E";
    private static final String CLOSERS = "\"'”’»)]}」』）";

    private Sentences() {}

    /** The end of each sentence with the spaces after it; the last is the text's own. */
    static List<Integer> ends(String text) {
        List<Integer> ends = new ArrayList<>();
        for (int at = 0; at < text.length(); ) {
            int after = afterSigns(text, at);
            if (after > at && breaks(text, at, after)) {
                after = skipSpaces(text, after);
                ends.add(after);
            }
            at = Math.max(after, at + 1);
        }
        if (ends.isEmpty() || ends.get(ends.size() - 1) < text.length()) {
            ends.add(text.length());
        }
        return ends;
    }

    /** Whether the stretch of text asks something: by the signs of all scripts, in Greek a semicolon. */
    static boolean asks(String text) {
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            boolean greek = c == ';' && at > 0 && isGreek(text.charAt(at - 1));
            if (QUESTIONS.indexOf(c) >= 0 || greek) {
                return true;
            }
        }
        return false;
    }

    private static boolean isGreek(char c) {
        return (c >= 0x370 && c < 0x400) || (c >= 0x1F00 && c < 0x2000);
    }

    static int skipSpaces(String text, int from) {
        int at = from;
        while (at < text.length() && Letters.isSpace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** Behind the signs that may end a sentence here, else {@code at}. */
    private static int afterSigns(String text, int at) {
        if (isLineBreak(text, at)) {
            return at + 1;
        }
        int after = at;
        if (isSign(text.charAt(at))) {
            while (after < text.length() && (isSign(text.charAt(after)) || CLOSERS.indexOf(text.charAt(after)) >= 0)) {
                after++;
            }
        }
        return after;
    }

    private static boolean breaks(String text, int at, int after) {
        char sign = text.charAt(at);
        boolean dot = sign == '.' && after == at + 1;
        boolean free = sign == '/'
                || WIDE_ENDS.indexOf(sign) >= 0
                || after == text.length()
                || Letters.isSpace(text.charAt(after));
        return dot ? (free && !shortened(text, at)) || glued(text, at) : free;
    }

    private static boolean isSign(char c) {
        return ENDS.indexOf(c) >= 0 || WIDE_ENDS.indexOf(c) >= 0;
    }

    /** As {@link SummaryMessage#quotable} writes a line break. */
    private static boolean isLineBreak(String text, int at) {
        return text.charAt(at) == '/'
                && at > 1
                && at + 2 < text.length()
                && text.charAt(at - 1) == ' '
                && text.charAt(at + 1) == ' '
                && !(Letters.isDigit(text.charAt(at - 2)) && Letters.isDigit(text.charAt(at + 2)));
    }

    /** A lone letter, or two that begin like Dr and St. */
    private static boolean shortened(String text, int dot) {
        int start = dot;
        while (start > 0 && Letters.isWord(text.charAt(start - 1)) && !Letters.isDigit(text.charAt(start - 1))) {
            start--;
        }
        return dot - start == 1
                || (dot - start == 2 && Letters.isUpper(text.charAt(start)) && Letters.isLower(text.charAt(start + 1)));
    }

    /** No space after the dot, yet a new sentence: … for her.You need … */
    private static boolean glued(String text, int dot) {
        return dot > 0
                && dot + 2 < text.length()
                && Letters.isLower(text.charAt(dot - 1))
                && Letters.isUpper(text.charAt(dot + 1))
                && Letters.isLower(text.charAt(dot + 2));
    }
}
