package io.histctl.summary.digest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A word, a number, or two adjacent characters of a script without spaces.
 *
 * @param key the word in lower case without a suffix after an apostrophe, used to compare words
 * @param start offset of its first character
 * @param end offset after its last character
 */
record Word(String key, Kind kind, int start, int end) {
    /** How a word is written. */
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
    private static final String OPENERS = ".!?:\"“„«(/…¿¡";

    /** The words of a text, in order. */
    static List<Word> of(String text) {
        List<Word> words = new ArrayList<>();
        for (int at = 0; at < text.length(); ) {
            int c = text.codePointAt(at);
            if (!Characters.isWord(c)) {
                at += Character.charCount(c);
            } else if (Characters.isUnspaced(c)) {
                at = addPairs(text, at, words);
            } else {
                int end = end(text, at);
                words.add(word(text, at, end));
                at = end;
            }
        }
        return words;
    }

    private static int addPairs(String text, int from, List<Word> words) {
        int last = from;
        int at = from + Character.charCount(text.codePointAt(from));
        while (at < text.length() && Characters.isUnspaced(text.codePointAt(at))) {
            int next = at + Character.charCount(text.codePointAt(at));
            words.add(new Word(text.substring(last, next), Kind.PLAIN, last, next));
            last = at;
            at = next;
        }
        if (last == from) {
            words.add(new Word(text.substring(from, at), Kind.PLAIN, from, at));
        }
        return at;
    }

    private static int end(String text, int from) {
        int at = from;
        while (at < text.length() && (isSpaced(text, at) || isInner(text, at))) {
            at += Character.charCount(text.codePointAt(at));
        }
        return at;
    }

    private static boolean isSpaced(String text, int at) {
        int c = text.codePointAt(at);
        return Characters.isWord(c) && !Characters.isUnspaced(c);
    }

    /** Punctuation inside a word: o'clock, 7:30, 1,200. */
    private static boolean isInner(String text, int at) {
        char c = text.charAt(at);
        return INNER.indexOf(c) >= 0
                && at + 1 < text.length()
                && isSpaced(text, at + 1)
                && (c != ',' || Character.isDigit(text.codePointAt(at + 1)));
    }

    private static Word word(String text, int start, int end) {
        String shown = text.substring(start, end);
        // outside Turkish, a capital I with a dot becomes an i and a combining dot
        String lower = shown.toLowerCase(Locale.ROOT).replace("i\u0307", "i").replace('’', '\'');
        return new Word(root(lower), kind(text, start, shown), start, end);
    }

    /** A suffix is cut off in Rome's, we're and Roma'da, but not in l'art, and not the negation in don't. */
    private static String root(String key) {
        int at = key.lastIndexOf('\'');
        boolean suffix = at > 0 && key.length() - at - 1 <= MAX_SUFFIX;
        boolean elision = at == 1 && key.charAt(0) != 'i';
        boolean negation = key.endsWith("n't");
        return suffix && !elision && !negation ? key.substring(0, at) : key;
    }

    private static Kind kind(String text, int start, String shown) {
        for (int at = 0; at < shown.length(); at++) {
            if (Character.isDigit(shown.codePointAt(at))) {
                return Kind.NUMBER;
            }
        }
        boolean pronoun = shown.equals("I") || shown.startsWith("I'") || shown.startsWith("I’");
        if (pronoun || !Character.isUpperCase(shown.codePointAt(0))) {
            return Kind.PLAIN;
        }
        return beginsSentence(text, start) ? Kind.SENTENCE_START : Kind.CAPITALIZED;
    }

    private static boolean beginsSentence(String text, int start) {
        int before = start;
        while (before > 0 && Characters.isSpace(text.charAt(before - 1))) {
            before--;
        }
        return before == 0 || OPENERS.indexOf(text.charAt(before - 1)) >= 0;
    }
}
