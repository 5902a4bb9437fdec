package io.histctl.summary;

import java.util.ArrayList;
import java.util.List;

/**
 * The smallest parts of a text that can be quoted alone: a sentence; of an English sentence that denies and promises
 * nothing its clauses, and the opening that says nothing; of an endless one its stretches.
 */
final class Clauses {
    private static final int FEWEST_WORDS = 3;
    private static final int LONGEST_MEMBER = 3;
    private static final int LONGEST = 300;
    private static final String MARKS = ",;:—،؛、，；：";

    private Clauses() {}

    /** The end of each part. */
    static List<Integer> ends(String text) {
        List<Integer> ends = new ArrayList<>();
        int start = 0;
        for (int end : Sentences.ends(text)) {
            start = leadIns(text, start, end, ends);
            for (int clause : clauses(text, start, end)) {
                stretches(text, start, clause, ends);
                start = clause;
            }
        }
        return ends;
    }

    private static int leadIns(String text, int start, int end, List<Integer> ends) {
        int from = start;
        int next = English.leadIn(text, from, end);
        while (next > from && next < end) {
            ends.add(next);
            from = next;
            next = English.leadIn(text, from, end);
        }
        return from;
    }

    private static List<Integer> clauses(String text, int start, int end) {
        List<Integer> ends = new ArrayList<>();
        boolean whole = !English.canBeShortened(Term.of(text, start, end));
        int last = start;
        for (int at = whole ? end : start + 1; at < end; at++) {
            if (begins(text, at) && enough(text, last, at) && enough(text, at, end)) {
                ends.add(at);
                last = at;
            }
        }
        ends.add(end);
        return ends;
    }

    /** A word after a comma and its like, or a joining word. */
    private static boolean begins(String text, int at) {
        if (!Letters.isSpace(text.charAt(at - 1)) || Letters.isSpace(text.charAt(at))) {
            return false;
        }
        int before = at - 1;
        while (before > 0 && Letters.isSpace(text.charAt(before))) {
            before--;
        }
        return MARKS.indexOf(text.charAt(before)) >= 0
                ? !listGoesOn(text, at)
                : English.joins(word(text, at), word(text, nextWord(text, at)));
    }

    /** Whether the last member of a list follows at once: … , two pans and the stove. */
    private static boolean listGoesOn(String text, int from) {
        int at = from;
        for (int i = 0; i < LONGEST_MEMBER; i++) {
            at = nextWord(text, at);
            if (English.lists(word(text, at), word(text, nextWord(text, at)))) {
                return true;
            }
        }
        return false;
    }

    private static int nextWord(String text, int from) {
        int at = from;
        while (at < text.length() && !Letters.isSpace(text.charAt(at))) {
            at++;
        }
        return Sentences.skipSpaces(text, at);
    }

    private static String word(String text, int from) {
        int end = from;
        while (end < text.length() && !Letters.isSpace(text.charAt(end))) {
            end++;
        }
        return text.substring(from, end);
    }

    private static boolean enough(String text, int from, int to) {
        int words = 0;
        for (int at = from; at < to && words < FEWEST_WORDS; at++) {
            boolean begins = at == from || Letters.isSpace(text.charAt(at - 1));
            words += begins && !Letters.isSpace(text.charAt(at)) ? 1 : 0;
        }
        return words >= FEWEST_WORDS;
    }

    /** Cuts what no sentence end divides: behind a comma, else at a space, else anywhere. */
    private static void stretches(String text, int start, int end, List<Integer> ends) {
        int from = start;
        while (end - from > LONGEST) {
            from = cut(text, from + LONGEST / 2, from + LONGEST);
            ends.add(Math.min(from, end));
        }
        if (from < end) {
            ends.add(end);
        }
    }

    private static int cut(String text, int from, int to) {
        int space = -1;
        for (int at = to; at > from; at--) {
            char before = text.charAt(at - 1);
            if (MARKS.indexOf(before) >= 0 && (before > 0x3000 || Letters.isSpace(text.charAt(at)))) {
                return at;
            }
            space = space < 0 && Letters.isSpace(before) ? at : space;
        }
        return space >= 0 ? space : Line.beginning(text, to).length();
    }
}
