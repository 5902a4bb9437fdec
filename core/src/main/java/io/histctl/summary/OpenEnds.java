package io.histctl.summary;

import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What is still open: the question with which a conversation ends, in any language that writes a question mark, and the
 * newest promises not spoken of again, in English alone.
 */
final class OpenEnds {
    private static final int MOST_PROMISES = 3;
    private static final int FEWEST_TERMS = 2;

    private OpenEnds() {}

    /** The atoms that leave something open. */
    static BitSet of(List<Line> lines, List<Atom> atoms) {
        BitSet open = new BitSet();
        int question = lastQuestion(lines, atoms);
        if (question >= 0) {
            open.set(question);
        }
        Set<String> later = new HashSet<>();
        int promises = 0;
        for (int atom = atoms.size() - 1; atom >= 0 && promises < MOST_PROMISES; atom--) {
            List<Term> terms = atoms.get(atom).terms();
            if (English.promises(terms) && !kept(terms, later)) {
                open.set(atom);
                promises++;
            }
            terms.forEach(term -> later.add(term.key()));
        }
        return open;
    }

    /** In what the last speaker said after everyone else. */
    private static int lastQuestion(List<Line> lines, List<Atom> atoms) {
        String last = lines.get(lines.size() - 1).speaker();
        for (int atom = atoms.size() - 1; atom >= 0; atom--) {
            Line line = lines.get(atoms.get(atom).line());
            if (!line.speaker().equals(last)) {
                return -1;
            }
            if (Sentences.asks(atoms.get(atom).in(lines))) {
                return atom;
            }
        }
        return -1;
    }

    /** Half of what was promised is spoken of later, or too little was promised to tell. */
    private static boolean kept(List<Term> promise, Set<String> later) {
        List<String> promised = promise.stream()
                .map(Term::key)
                .filter(English::tells)
                .distinct()
                .toList();
        return promised.size() < FEWEST_TERMS
                || 2 * promised.stream().filter(later::contains).count() >= promised.size();
    }
}
