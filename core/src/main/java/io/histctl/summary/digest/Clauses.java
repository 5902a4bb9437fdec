package io.histctl.summary.digest;

import io.histctl.summary.transcript.SpeakerLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Splits turns into clauses. A clause is a sentence; in a known language, a sentence without a negation is split
 * further, into its lead-in, its clauses and phrases; a very long sentence is split at commas or spaces.
 */
final class Clauses {
    private static final double MIN_WORDS = 3;
    private static final int MAX_LIST_ITEM_WORDS = 3;
    private static final int MAX_LENGTH = 300;
    private static final String PAUSES = ",;:—،؛、，；：";

    private Clauses() {}

    /** The clauses of all lines; together they contain every character. */
    static List<Clause> of(List<SpeakerLine> lines, Languages languages) {
        List<List<Word>> words =
                lines.stream().map(line -> Word.of(line.text())).toList();
        List<Language> recognized = languages.recognize(words);
        List<Clause> clauses = new ArrayList<>();
        for (int line = 0; line < lines.size(); line++) {
            addLine(line, lines.get(line).text(), words.get(line), recognized.get(line), clauses);
        }
        return clauses;
    }

    private static void addLine(int line, String text, List<Word> words, Language language, List<Clause> clauses) {
        int start = 0;
        int word = 0;
        for (int end : ends(text, words, language)) {
            int first = word;
            while (word < words.size() && words.get(word).end() <= end) {
                word++;
            }
            boolean leadIn = language.skipLeadIn(text, start, end) == end;
            clauses.add(new Clause(line, start, end, leadIn ? List.of() : words.subList(first, word), language));
            start = end;
        }
    }

    /** The end offset of each clause; the last one is the length of the text. */
    static List<Integer> ends(String text, List<Word> words, Language language) {
        List<Integer> ends = new ArrayList<>();
        int start = 0;
        for (int end : Sentences.ends(text)) {
            start = splitLeadIns(text, start, end, language, ends);
            boolean whole = !language.isCertain() || negates(words, start, end, language);
            for (int clause : whole ? List.of(end) : clauses(text, start, end, language)) {
                splitLong(text, start, clause, ends);
                start = clause;
            }
        }
        return ends;
    }

    private static boolean negates(List<Word> words, int start, int end, Language language) {
        for (Word word : words) {
            if (word.start() >= end) {
                return false;
            }
            if (word.start() >= start && language.negates(word.key())) {
                return true;
            }
        }
        return false;
    }

    private static int splitLeadIns(String text, int start, int end, Language language, List<Integer> ends) {
        int from = start;
        int next = language.skipLeadIn(text, from, end);
        while (next > from && next < end) {
            ends.add(next);
            from = next;
            next = language.skipLeadIn(text, from, end);
        }
        return from;
    }

    private static List<Integer> clauses(String text, int start, int end, Language language) {
        List<Integer> ends = new ArrayList<>();
        int last = start;
        for (int at = start + 1; at < end; at++) {
            if (beginsClause(text, start, at, language)
                    && size(text, last, at) >= MIN_WORDS
                    && size(text, at, end) >= MIN_WORDS) {
                ends.add(at);
                last = at;
            }
        }
        ends.add(end);
        return ends;
    }

    /** Whether a word begins here that follows a comma or similar, or that opens a clause or phrase. */
    private static boolean beginsClause(String text, int sentence, int at, Language language) {
        boolean wide = PAUSES.indexOf(text.charAt(at - 1)) >= 0 && isWide(text.charAt(at - 1));
        if (wide || !Characters.isSpace(text.charAt(at - 1)) || Characters.isSpace(text.charAt(at))) {
            return wide;
        }
        int before = at - 1;
        while (before > sentence && Characters.isSpace(text.charAt(before))) {
            before--;
        }
        if (PAUSES.indexOf(text.charAt(before)) >= 0) {
            return !listContinues(text, at, language);
        }
        String word = word(text, at);
        return (language.opens(word) && !language.opens(word(text, wordStart(text, sentence, before))))
                || language.joinsClauses(word, word(text, nextWord(text, at)));
    }

    /** Whether "and" or "or" and the last item of a list follow within a few words: … , two pans and the stove. */
    private static boolean listContinues(String text, int from, Language language) {
        int at = from;
        for (int i = 0; i < MAX_LIST_ITEM_WORDS; i++) {
            at = nextWord(text, at);
            if (language.joinsListItems(word(text, at), word(text, nextWord(text, at)))) {
                return true;
            }
        }
        return false;
    }

    private static int nextWord(String text, int from) {
        return Sentences.skipSpaces(text, wordEnd(text, from));
    }

    private static String word(String text, int from) {
        return text.substring(from, wordEnd(text, from)).toLowerCase(Locale.ROOT);
    }

    private static int wordStart(String text, int sentence, int within) {
        int start = within;
        while (start > sentence && !Characters.isSpace(text.charAt(start - 1))) {
            start--;
        }
        return start;
    }

    private static int wordEnd(String text, int from) {
        int end = from;
        while (end < text.length() && !Characters.isSpace(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /** How many words begin in this part; two characters of a script without spaces count as one. */
    static double size(String text, int from, int to) {
        double size = 0;
        boolean inside = false;
        for (int at = from; at < to; ) {
            int c = text.codePointAt(at);
            boolean unspaced = Characters.isUnspaced(c);
            boolean begins = !inside && !Characters.isSpace(c) && !unspaced;
            size += unspaced ? 0.5 : begins ? 1 : 0;
            inside = !Characters.isSpace(c) && !unspaced;
            at += Character.charCount(c);
        }
        return size;
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
            if (PAUSES.indexOf(before) >= 0 && (isWide(before) || Characters.isSpace(text.charAt(at)))) {
                return at;
            }
            space = space < 0 && Characters.isSpace(before) ? at : space;
        }
        return space >= 0 ? space : SpeakerLine.truncate(text, to).length();
    }

    /** A full-width mark, which no space follows. */
    private static boolean isWide(char c) {
        return c > 0x3000;
    }
}
