package io.histctl.summary;

import java.util.ArrayList;
import java.util.List;

/**
 * A word, a number, or two neighbouring signs of a script without spaces.
 *
 * @param key the term in lower case, by which it is known again
 */
record Term(String key, Kind kind) {
    /** How a term is written. */
    enum Kind {
        PLAIN,
        NUMBER,
        /** With a capital letter where a plain word has none. */
        CAPITAL,
        /** With a capital letter where any word has one. */
        OPENING
    }

    private static final int LONGEST_ENDING = 2;
    private static final String INNER = "'’.:,";
    private static final String OPENERS = ".!?:\"“„«(/…";

    /** The terms of a stretch of text, in order. */
    static List<Term> of(String text, int from, int to) {
        List<Term> terms = new ArrayList<>();
        for (int at = from; at < to; ) {
            int c = text.codePointAt(at);
            if (!Letters.isWord(c)) {
                at += Character.charCount(c);
            } else if (Letters.isUnspaced(c)) {
                at = pairs(text, at, to, terms);
            } else {
                int end = end(text, at, to);
                terms.add(word(text, from, at, end));
                at = end;
            }
        }
        return terms;
    }

    /** The key without what only binds it to others: Rome's, we're, Roma'da. A denial keeps it: don't. */
    String root() {
        int at = Math.max(key.lastIndexOf('\''), key.lastIndexOf('’'));
        boolean ending = at > 0 && key.length() - at - 1 <= LONGEST_ENDING;
        boolean elided = at == 1 && key.charAt(0) != 'i';
        boolean denial = key.endsWith("t") && at > 0 && key.charAt(at - 1) == 'n';
        return ending && !elided && !denial ? key.substring(0, at) : key;
    }

    private static int pairs(String text, int from, int to, List<Term> terms) {
        int last = from;
        int at = from + Character.charCount(text.codePointAt(from));
        while (at < to && Letters.isUnspaced(text.codePointAt(at))) {
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
        while (at < to && (plain(text, at) || joins(text, at, to))) {
            at += Character.charCount(text.codePointAt(at));
        }
        return at;
    }

    private static boolean plain(String text, int at) {
        int c = text.codePointAt(at);
        return Letters.isWord(c) && !Letters.isUnspaced(c);
    }

    /** A sign inside a word: o'clock, 7:30, 1,200. */
    private static boolean joins(String text, int at, int to) {
        char c = text.charAt(at);
        return INNER.indexOf(c) >= 0
                && at + 1 < to
                && plain(text, at + 1)
                && (c != ',' || Letters.isDigit(text.codePointAt(at + 1)));
    }

    private static Term word(String text, int from, int start, int end) {
        String shown = text.substring(start, end);
        return new Term(Letters.lower(shown), kind(shown, opens(text, from, start)));
    }

    private static Kind kind(String shown, boolean opens) {
        if (hasDigit(shown)) {
            return Kind.NUMBER;
        }
        boolean self = shown.equals("I") || shown.startsWith("I'") || shown.startsWith("I’");
        if (self || !Letters.isUpper(shown.codePointAt(0))) {
            return Kind.PLAIN;
        }
        return opens ? Kind.OPENING : Kind.CAPITAL;
    }

    private static boolean hasDigit(String shown) {
        for (int at = 0; at < shown.length(); at++) {
            if (Letters.isDigit(shown.charAt(at))) {
                return true;
            }
        }
        return false;
    }

    private static boolean opens(String text, int from, int start) {
        int before = start;
        while (before > from && Letters.isSpace(text.charAt(before - 1))) {
            before--;
        }
        return before == from || OPENERS.indexOf(text.charAt(before - 1)) >= 0;
    }
}
