package io.histctl.summary.digest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A word, a number, or two adjacent characters of a script without spaces.
 *
 * @param key the term in lower case, used to compare terms
 */
record Term(String key, Kind kind) {
    /** How a term is written. */
    enum Kind {
        PLAIN,
        NUMBER,
        /** With a capital letter inside a sentence. */
        CAPITALIZED,
        /** With a capital letter at the beginning of a sentence, where any word has one. */
        SENTENCE_START
    }

    private static final int MAX_SUFFIX = 2;
    private static final String INNER = "'’.:,";
    private static final String OPENERS = ".!?:\"“„«(/…";

    /** The terms of a stretch of text, in order. */
    static List<Term> of(String text, int from, int to) {
        List<Term> terms = new ArrayList<>();
        for (int at = from; at < to; ) {
            int c = text.codePointAt(at);
            if (!Characters.isWord(c)) {
                at += Character.charCount(c);
            } else if (Characters.isUnspaced(c)) {
                at = addPairs(text, at, to, terms);
            } else {
                int end = end(text, at, to);
                terms.add(word(text, from, at, end));
                at = end;
            }
        }
        return terms;
    }

    /** The key without a suffix after an apostrophe, as in Rome's, we're, Roma'da. A negation keeps it: don't. */
    String root() {
        int at = Math.max(key.lastIndexOf('\''), key.lastIndexOf('’'));
        boolean suffix = at > 0 && key.length() - at - 1 <= MAX_SUFFIX;
        boolean elision = at == 1 && key.charAt(0) != 'i';
        boolean negation = key.endsWith("t") && at > 0 && key.charAt(at - 1) == 'n';
        return suffix && !elision && !negation ? key.substring(0, at) : key;
    }

    private static int addPairs(String text, int from, int to, List<Term> terms) {
        int last = from;
        int at = from + Character.charCount(text.codePointAt(from));
        while (at < to && Characters.isUnspaced(text.codePointAt(at))) {
            int next = at + Character.charCount(text.codePointAt(at));
            terms.add(new Term(text.substring(last, next), Kind.PLAIN));
            last = at;
            at = next;
        }
        if (last == from) {
            terms.add(new Term(text.substring(from, at), Kind.PLAIN));
        }
        return at;
    }

    private static int end(String text, int from, int to) {
        int at = from;
        while (at < to && (isSpaced(text, at) || isInner(text, at, to))) {
            at += Character.charCount(text.codePointAt(at));
        }
        return at;
    }

    private static boolean isSpaced(String text, int at) {
        int c = text.codePointAt(at);
        return Characters.isWord(c) && !Characters.isUnspaced(c);
    }

    /** Punctuation inside a word: o'clock, 7:30, 1,200. */
    private static boolean isInner(String text, int at, int to) {
        char c = text.charAt(at);
        return INNER.indexOf(c) >= 0
                && at + 1 < to
                && isSpaced(text, at + 1)
                && (c != ',' || Character.isDigit(text.codePointAt(at + 1)));
    }

    private static Term word(String text, int from, int start, int end) {
        String shown = text.substring(start, end);
        return new Term(shown.toLowerCase(Locale.ROOT), kind(shown, beginsSentence(text, from, start)));
    }

    private static Kind kind(String shown, boolean beginsSentence) {
        if (shown.codePoints().anyMatch(Character::isDigit)) {
            return Kind.NUMBER;
        }
        boolean pronoun = shown.equals("I") || shown.startsWith("I'") || shown.startsWith("I’");
        if (pronoun || !Character.isUpperCase(shown.codePointAt(0))) {
            return Kind.PLAIN;
        }
        return beginsSentence ? Kind.SENTENCE_START : Kind.CAPITALIZED;
    }

    private static boolean beginsSentence(String text, int from, int start) {
        int before = start;
        while (before > from && Characters.isSpace(text.charAt(before - 1))) {
            before--;
        }
        return before == from || OPENERS.indexOf(text.charAt(before - 1)) >= 0;
    }
}
