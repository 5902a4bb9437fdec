package io.histctl.summary;

import io.histctl.model.Role;
import java.util.BitSet;
import java.util.List;

/**
 * How long each atom is and what it is still worth. The length is no count of tokens: names and numbers take many of
 * them, and would be chosen less for it.
 */
final class Stock {
    /** How much more an atom is worth in which somebody names a title or quotes. */
    private static final double TITLE = 2;

    private static final String QUOTATION_MARKS = "\"“”„«»「」『』《》";

    private final int[][] terms;
    private final long[] lengths;
    private final long[] labels;
    private final double[] extra;
    private final double[] emphasis;
    private final double[] worth;

    Stock(List<Line> lines, List<Atom> atoms, BitSet open) {
        Vocabulary vocabulary = new Vocabulary(lines, atoms);
        worth = vocabulary.worth();
        terms = new int[atoms.size()][];
        lengths = new long[atoms.size()];
        labels = new long[atoms.size()];
        extra = new double[atoms.size()];
        emphasis = new double[atoms.size()];
        for (int i = 0; i < terms.length; i++) {
            Atom atom = atoms.get(i);
            Line line = lines.get(atom.line());
            terms[i] = vocabulary.numbers(atom);
            String text = atom.in(lines);
            lengths[i] = length(text);
            labels[i] = length(line.speaker()) + 1;
            emphasis[i] = line.role() != Role.TOOL && quotes(text) ? TITLE : 1;
            boolean outcome = line.role() == Role.TOOL && atom.start() == 0;
            extra[i] = open.get(i) || outcome ? vocabulary.fact() : 0;
        }
    }

    int size() {
        return terms.length;
    }

    /** The length of its text alone. */
    long length(int atom) {
        return lengths[atom];
    }

    /** What its speaker adds where it begins a line. */
    long label(int atom) {
        return labels[atom];
    }

    double gain(int atom) {
        double told = 0;
        for (int term : terms[atom]) {
            told += worth[term];
        }
        return extra[atom] + emphasis[atom] * told;
    }

    /** The atom is told: each of its terms keeps this much of its worth. */
    void tell(int atom, double rest) {
        for (int term : terms[atom]) {
            worth[term] *= rest;
        }
    }

    private static boolean quotes(String text) {
        return text.chars().anyMatch(c -> QUOTATION_MARKS.indexOf(c) >= 0);
    }

    /** A piece for each three letters or digits begun, and for each other sign of ASCII; signs beyond it weigh more. */
    private static long length(String text) {
        long length = 0;
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain = c < 0x80 && Letters.isWord(c);
            length += plain ? (run % 3 == 0 ? 1 : 0) : c == ' ' ? 0 : c < 0x800 ? 1 : 2;
            run = plain ? run + 1 : 0;
        }
        return length;
    }
}
