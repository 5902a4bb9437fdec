package io.histctl.summary;

import io.histctl.model.Role;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What it is worth to tell a term of this conversation: the rarer the more, and more where it comes again within a
 * stretch, as what is talked about does and a turn of speech doesn't; far more for a name, a number or a date, and most
 * for one that more than one speaker took up, as what was settled is.
 */
final class Vocabulary {
    private static final double FACT = 6;
    private static final double SHARED = 2.5;
    /** The part of its places at which a word needs a capital letter to be a name; the rest may be slips. */
    private static final double MOSTLY = 0.4;
    /** Lines, about as many as are spent on one subject. */
    private static final int STRETCH = 20;

    private final Map<String, Entry> entries = new HashMap<>();
    private final int atoms;

    Vocabulary(List<Line> lines, List<Atom> atoms) {
        this.atoms = atoms.size();
        for (int i = 0; i < atoms.size(); i++) {
            int line = atoms.get(i).line();
            for (Term term : atoms.get(i).terms()) {
                entry(term.root()).add(term.kind(), i, line / STRETCH, lines.get(line));
            }
        }
    }

    /** The worth of each term, by its number. */
    double[] worth() {
        double[] worth = new double[entries.size()];
        entries.forEach((key, entry) -> worth[entry.number] = English.tells(key) ? entry.worth(atoms) : 0);
        return worth;
    }

    /** What a fact told once is worth. */
    double fact() {
        return FACT * StrictMath.log(atoms + 1.0);
    }

    /** The numbers of the different terms of an atom, in order. */
    int[] numbers(Atom atom) {
        return atom.terms().stream()
                .mapToInt(term -> entry(term.root()).number)
                .distinct()
                .toArray();
    }

    private Entry entry(String key) {
        return entries.computeIfAbsent(key, added -> new Entry(entries.size()));
    }

    private static final class Entry {
        private final int number;
        private final Set<String> speakers = new HashSet<>(4);
        private boolean digits;
        private int capital;
        private int plain;
        private int atoms;
        private int lastAtom = -1;
        private int stretches;
        private int lastStretch = -1;

        Entry(int number) {
            this.number = number;
        }

        void add(Term.Kind kind, int atom, int stretch, Line line) {
            digits |= kind == Term.Kind.NUMBER;
            capital += kind == Term.Kind.CAPITAL ? 1 : 0;
            plain += kind == Term.Kind.PLAIN ? 1 : 0;
            atoms += atom == lastAtom ? 0 : 1;
            lastAtom = atom;
            stretches += stretch == lastStretch ? 0 : 1;
            lastStretch = stretch;
            if (line.role() == Role.USER || line.role() == Role.ASSISTANT) {
                speakers.add(line.speaker());
            }
        }

        double worth(int all) {
            double rarity = StrictMath.log((all + 1.0) / atoms);
            boolean name = capital > 0 && capital >= MOSTLY * (capital + plain);
            return digits || name
                    ? rarity * FACT * (speakers.size() > 1 ? SHARED : 1)
                    : rarity * StrictMath.sqrt((double) atoms / stretches);
        }
    }
}
