package io.histctl.summary;

import java.util.Arrays;
import java.util.List;

/**
 * Which atoms mislead without another: an answer of one word without its question, a question without the answer that
 * denies it.
 */
final class Pairs {
    /** Stands for no partner. */
    static final int NONE = -1;

    private final List<Line> lines;
    private final List<Atom> atoms;
    private final int[] partners;

    Pairs(List<Line> lines, List<Atom> atoms) {
        this.lines = lines;
        this.atoms = atoms;
        partners = new int[atoms.size()];
        Arrays.fill(partners, NONE);
        for (int answer = 1; answer < atoms.size(); answer++) {
            if (answers(answer, answer - 1)) {
                pair(answer - 1, answer);
            }
        }
    }

    /** The atom without which this one is not quoted, or {@link #NONE}. */
    int partner(int atom) {
        return partners[atom];
    }

    /** Whether a line begins here and the one before it, of another speaker, ends with a question. */
    private boolean answers(int answer, int question) {
        Atom asked = atoms.get(question);
        Line line = lines.get(atoms.get(answer).line());
        return asked.line() != atoms.get(answer).line()
                && !lines.get(asked.line()).speaker().equals(line.speaker())
                && Sentences.asks(asked.in(lines));
    }

    private void pair(int question, int first) {
        if (English.denies(atoms.get(first).terms())) {
            partners[question] = first;
        }
        int end = first;
        long told = 0;
        while (end < atoms.size() && atoms.get(end).line() == atoms.get(first).line()) {
            told += atoms.get(end).terms().stream()
                    .map(Term::key)
                    .filter(English::tells)
                    .count();
            end++;
        }
        if (told <= 1) {
            Arrays.fill(partners, first, end, question);
        }
    }
}
