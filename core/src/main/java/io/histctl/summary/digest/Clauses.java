package io.histctl.summary.digest;

import io.histctl.summary.transcript.SpeakerLine;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits a text into the smallest parts that can be quoted on their own. That is a sentence; an English sentence
 * without a negation is split further, into its clauses and an opening without content; a very long sentence is split
 * at commas or spaces.
 */
final class Clauses {
    private static final int MIN_WORDS = 3;
    private static final int MAX_LIST_ITEM_WORDS = 3;
    private static final int MAX_LENGTH = 300;
    private static final String PAUSES = ",;:—،؛、，；：";

    private Clauses() {}

    /** The end offset of each part; the last one is the length of the text. */
    static List<Integer> ends(String text) {
        List<Integer> ends = new ArrayList<>();
        int start = 0;
        for (int end : Sentences.ends(text)) {
            start = splitOpenings(text, start, end, ends);
            for (int clause : clauses(text, start, end)) {
                splitLong(text, start, clause, ends);
                start = clause;
            }
        }
        return ends;
    }

    private static int splitOpenings(String text, int start, int end, List<Integer> ends) {
        int from = start;
        int next = English.skipOpening(text, from, end);
        while (next > from && next < end) {
            ends.add(next);
            from = next;
            next = English.skipOpening(text, from, end);
        }
        return from;
    }

    private static List<Integer> clauses(String text, int start, int end) {
        List<Integer> ends = new ArrayList<>();
        boolean whole = !English.canBeShortened(Term.of(text, start, end));
        int last = start;
        for (int at = whole ? end : start + 1; at < end; at++) {
            if (beginsClause(text, at) && hasEnoughWords(text, last, at) && hasEnoughWords(text, at, end)) {
                ends.add(at);
                last = at;
            }
        }
        ends.add(end);
        return ends;
    }

    /** Whether a word after a comma or similar begins here, or a conjunction. */
    private static boolean beginsClause(String text, int at) {
        if (!Characters.isSpace(text.charAt(at - 1)) || Characters.isSpace(text.charAt(at))) {
            return false;
        }
        int before = at - 1;
        while (before > 0 && Characters.isSpace(text.charAt(before))) {
            before--;
        }
        return PAUSES.indexOf(text.charAt(before)) >= 0
                ? !listContinues(text, at)
                : English.joinsClauses(word(text, at), word(text, nextWord(text, at)));
    }

    /** Whether "and" or "or" and the last item of a list follow within a few words: … , two pans and the stove. */
    private static boolean listContinues(String text, int from) {
        int at = from;
        for (int i = 0; i < MAX_LIST_ITEM_WORDS; i++) {
            at = nextWord(text, at);
            if (English.joinsListItems(word(text, at), word(text, nextWord(text, at)))) {
                return true;
            }
        }
        return false;
    }

    private static int nextWord(String text, int from) {
        return Sentences.skipSpaces(text, wordEnd(text, from));
    }

    private static String word(String text, int from) {
        return text.substring(from, wordEnd(text, from));
    }

    private static int wordEnd(String text, int from) {
        int end = from;
        while (end < text.length() && !Characters.isSpace(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean hasEnoughWords(String text, int from, int to) {
        int words = 0;
        for (int at = from; at < to && words < MIN_WORDS; at++) {
            boolean begins = at == from || Characters.isSpace(text.charAt(at - 1));
            words += begins && !Characters.isSpace(text.charAt(at)) ? 1 : 0;
        }
        return words >= MIN_WORDS;
    }

    /** Splits a part that is too long after a comma, otherwise at a space, otherwise anywhere. */
    private static void splitLong(String text, int start, int end, List<Integer> ends) {
        int from = start;
        while (end - from > MAX_LENGTH) {
            from = splitPoint(text, from + MAX_LENGTH / 2, from + MAX_LENGTH);
            ends.add(Math.min(from, end));
        }
        if (from < end) {
            ends.add(end);
        }
    }

    private static int splitPoint(String text, int from, int to) {
        int space = -1;
        for (int at = to; at > from; at--) {
            char before = text.charAt(at - 1);
            boolean wide = before > 0x3000; // a full-width mark is followed by no space
            if (PAUSES.indexOf(before) >= 0 && (wide || Characters.isSpace(text.charAt(at)))) {
                return at;
            }
            space = space < 0 && Characters.isSpace(before) ? at : space;
        }
        return space >= 0 ? space : SpeakerLine.truncate(text, to).length();
    }
}
