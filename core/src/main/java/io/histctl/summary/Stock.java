package io.histctl.summary;

import io.histctl.model.Role;
import java.util.BitSet;
import java.util.List;

/** What each atom costs and what it is still worth. */
final class Stock {
    private final int[][] terms;
    private final long[] lengths;
    private final long[] labels;
    private final double[] extra;
    private final double[] worth;

    Stock(List<Line> lines, List<Atom> atoms, BitSet open, TokenCounter counter) {
        Vocabulary vocabulary = new Vocabulary(lines, atoms);
        worth = vocabulary.worth();
        terms = new int[atoms.size()][];
        lengths = new long[atoms.size()];
        labels = new long[atoms.size()];
        extra = new double[atoms.size()];
        for (int i = 0; i < terms.length; i++) {
            Atom atom = atoms.get(i);
            Line line = lines.get(atom.line());
            terms[i] = vocabulary.numbers(atom);
            lengths[i] = counter.count(atom.in(lines));
            labels[i] = counter.count(line.speaker()) + 1;
            boolean outcome = line.role() == Role.TOOL && atom.start() == 0;
            extra[i] = open.get(i) || outcome ? vocabulary.fact() : 0;
        }
    }

    int size() {
        return terms.length;
    }

    /** The cost of its text alone. */
    long length(int atom) {
        return lengths[atom];
    }

    /** What its speaker adds where it begins a line. */
    long label(int atom) {
        return labels[atom];
    }

    double gain(int atom) {
        double gain = extra[atom];
        for (int term : terms[atom]) {
            gain += worth[term];
        }
        return gain;
    }

    /** The atom is told: each of its terms keeps this much of its worth. */
    void tell(int atom, double rest) {
        for (int term : terms[atom]) {
            worth[term] *= rest;
        }
    }
}
