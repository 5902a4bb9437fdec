package io.histctl.summary.digest;

import io.histctl.summary.transcript.SpeakerLine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Values that a later turn corrects, such as the day in "On Thursday." – "No, Friday." A turn corrects a value if it
 * begins with a denial or contains a word such as "actually", and names another value of the same kind.
 */
final class Corrections {
    private static final int MAX_LINES_BACK = 8;
    private static final int MAX_WORDS_AFTER_DENIAL = 14;
    private static final int WORDS_BEFORE_VALUE = 2;

    private final List<SpeakerLine> lines;
    private final List<Clause> clauses;
    private final List<List<Value>> values = new ArrayList<>();
    private final BitSet outdated = new BitSet();
    private final int[] correction;

    private record Value(String kind, String key, int clause, boolean replaced) {
        boolean isOther(Value value) {
            return kind.equals(value.kind) && !key.equals(value.key);
        }
    }

    Corrections(List<SpeakerLine> lines, List<Clause> clauses) {
        this.lines = lines;
        this.clauses = clauses;
        correction = new int[clauses.size()];
        Arrays.fill(correction, -1);
        lines.forEach(line -> values.add(new ArrayList<>()));
        for (int i = 0; i < clauses.size(); i++) {
            addValues(i);
        }
        for (int clause = 0; clause < clauses.size(); ) {
            int line = clauses.get(clause).line();
            int end = clause;
            while (end < clauses.size() && clauses.get(end).line() == line) {
                end++;
            }
            if (!values.get(line).isEmpty() && corrects(clause, end)) {
                correct(line);
            }
            clause = end;
        }
    }

    /** Whether a clause contains a value that was corrected later. */
    boolean isOutdated(int clause) {
        return outdated.get(clause);
    }

    /** The clause that corrects a value of this one; -1 if there is none. */
    int correctionOf(int clause) {
        return correction[clause];
    }

    /** The clauses that correct a value. */
    BitSet corrections() {
        BitSet all = new BitSet();
        outdated.stream().forEach(clause -> all.set(correction[clause]));
        return all;
    }

    private void addValues(int index) {
        Clause clause = clauses.get(index);
        String text = lines.get(clause.line()).text();
        if (isPlaceholder(text)) {
            return;
        }
        Language language = clause.language();
        List<Word> words = clause.words();
        for (int i = 0; i < words.size(); i++) {
            Word word = words.get(i);
            int from = words.get(Math.max(0, i - WORDS_BEFORE_VALUE)).start();
            String before = afterPause(text.substring(from, word.start()));
            String kind = kind(word, text, language);
            if (!kind.isEmpty()) {
                boolean replaced = language.replaces(before.toLowerCase(Locale.ROOT));
                values.get(clause.line()).add(new Value(kind, language.stem(word.key()), index, replaced));
            }
        }
    }

    /** A line in brackets stands for what has no words, such as speech of a length. */
    private static boolean isPlaceholder(String text) {
        return text.startsWith("[") && text.endsWith("]");
    }

    private static String afterPause(String text) {
        int at = text.length();
        while (at > 0 && ",.;:!?،、，。".indexOf(text.charAt(at - 1)) < 0) {
            at--;
        }
        return text.substring(at);
    }

    /** The kind of values that a word can be compared with; empty if it is not a value. */
    private static String kind(Word word, String text, Language language) {
        if (language.isDay(word.key())) {
            return "day";
        }
        if (word.kind() == Word.Kind.NUMBER || language.isNumber(word.key())) {
            return "number";
        }
        boolean name = word.kind() == Word.Kind.CAPITALIZED && !language.isStopWord(word.key());
        return name && word.start() > 1 ? "name " + preceding(text, word.start()) : "";
    }

    private static String preceding(String text, int start) {
        int end = start - 1;
        int from = end;
        while (from > 0 && !Characters.isSpace(text.charAt(from - 1))) {
            from--;
        }
        return text.substring(from, Math.max(from, end)).toLowerCase(Locale.ROOT);
    }

    private boolean corrects(int from, int to) {
        Clause first = clauses.get(from);
        String text = lines.get(first.line()).text().toLowerCase(Locale.ROOT).replace('’', '\'');
        int words = clauses.subList(from, to).stream()
                .mapToInt(clause -> clause.words().size())
                .sum();
        return first.language().corrects(text)
                || (words <= MAX_WORDS_AFTER_DENIAL && first.language().denies(text));
    }

    private void correct(int line) {
        for (Value value : values.get(line)) {
            if (!value.replaced) {
                Value old = replacedBy(value, line);
                if (old != null) {
                    markOutdated(old, value, line);
                }
            }
        }
    }

    private @Nullable Value replacedBy(Value value, int line) {
        for (int before = line - 1; before >= Math.max(0, line - MAX_LINES_BACK); before--) {
            List<Value> earlier = values.get(before);
            for (int i = earlier.size() - 1; i >= 0; i--) {
                if (earlier.get(i).isOther(value) && isReplaced(earlier.get(i), line)) {
                    return earlier.get(i);
                }
            }
        }
        return null;
    }

    /** If the correction names the values that it replaces, only those are. */
    private boolean isReplaced(Value old, int line) {
        List<Value> named = values.get(line).stream()
                .filter(value -> value.replaced && value.kind.equals(old.kind))
                .toList();
        return named.isEmpty() || named.stream().anyMatch(value -> value.key.equals(old.key));
    }

    private void markOutdated(Value old, Value value, int line) {
        for (int before = Math.max(0, line - MAX_LINES_BACK); before < line; before++) {
            for (Value earlier : values.get(before)) {
                if (earlier.kind.equals(old.kind) && earlier.key.equals(old.key)) {
                    outdated.set(earlier.clause);
                    correction[earlier.clause] = value.clause;
                }
            }
        }
    }
}
