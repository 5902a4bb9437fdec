package io.histctl.summary.digest;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds the ends of sentences in any script. Unlike {@link java.text.BreakIterator} it finds sentences that begin in
 * lower case, as in transcripts of speech, and does not depend on the JDK's locale data.
 */
final class Sentences {
    private static final String ENDS = ".!?…؟۔։";
    private static final String UNSPACED_ENDS = "。！？｡।॥።፧";
    private static final String QUESTIONS = "?？؟՞፧⁇⁈⁉︖﹖\u037E";
    private static final String CLOSERS = "\"'”’»)]}」』）";

    private Sentences() {}

    /** The end offset of each sentence with the spaces after it; the last one is the length of the text. */
    static List<Integer> ends(String text) {
        List<Integer> ends = new ArrayList<>();
        for (int at = 0; at < text.length(); ) {
            int after = skipPunctuation(text, at);
            if (after > at && endsSentence(text, at, after)) {
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

    /** Whether the text contains a question mark of any script; in Greek, that is a semicolon. */
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

    static int skipSpaces(String text, int from) {
        int at = from;
        while (at < text.length() && Characters.isSpace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isGreek(char c) {
        return Character.UnicodeScript.of(c) == Character.UnicodeScript.GREEK;
    }

    /** The offset after the punctuation that may end a sentence here; {@code at} if there is none. */
    private static int skipPunctuation(String text, int at) {
        if (isLineBreak(text, at)) {
            return at + 1;
        }
        int after = at;
        if (isEnd(text.charAt(at))) {
            while (after < text.length() && (isEnd(text.charAt(after)) || CLOSERS.indexOf(text.charAt(after)) >= 0)) {
                after++;
            }
        }
        return after;
    }

    private static boolean endsSentence(String text, int at, int after) {
        char mark = text.charAt(at);
        boolean dot = mark == '.' && after == at + 1;
        boolean free = mark == '/'
                || UNSPACED_ENDS.indexOf(mark) >= 0
                || after == text.length()
                || Characters.isSpace(text.charAt(after));
        return dot ? (free && !isAbbreviation(text, at) && !isOrdinal(text, at)) || isMissingSpace(text, at) : free;
    }

    private static boolean isEnd(char c) {
        return ENDS.indexOf(c) >= 0 || UNSPACED_ENDS.indexOf(c) >= 0;
    }

    /** A slash that stands for a line break in a {@link io.histctl.summary.transcript.SpeakerLine}, not one in 1 / 2. */
    private static boolean isLineBreak(String text, int at) {
        return text.charAt(at) == '/'
                && at > 1
                && at + 2 < text.length()
                && text.charAt(at - 1) == ' '
                && text.charAt(at + 1) == ' '
                && !(Character.isDigit(text.charAt(at - 2)) && Character.isDigit(text.charAt(at + 2)));
    }

    /** A single letter, or two that begin with a capital, such as Dr and St. */
    private static boolean isAbbreviation(String text, int dot) {
        int start = dot;
        while (start > 0 && Characters.isWord(text.charAt(start - 1)) && !Character.isDigit(text.charAt(start - 1))) {
            start--;
        }
        return dot - start == 1
                || (dot - start == 2
                        && Character.isUpperCase(text.charAt(start))
                        && Character.isLowerCase(text.charAt(start + 1)));
    }

    /** A number of one or two digits before a word: 14. Mai. */
    private static boolean isOrdinal(String text, int dot) {
        int start = dot;
        while (start > 0 && Character.isDigit(text.charAt(start - 1))) {
            start--;
        }
        return dot - start > 0
                && dot - start <= 2
                && (start == 0 || Characters.isSpace(text.charAt(start - 1)))
                && dot + 2 < text.length()
                && Character.isLetter(text.charAt(dot + 2));
    }

    /** A new sentence without a space after the dot: … for her.You need … */
    private static boolean isMissingSpace(String text, int dot) {
        return dot > 0
                && dot + 2 < text.length()
                && Character.isLowerCase(text.charAt(dot - 1))
                && Character.isUpperCase(text.charAt(dot + 1))
                && Character.isLowerCase(text.charAt(dot + 2));
    }
}
