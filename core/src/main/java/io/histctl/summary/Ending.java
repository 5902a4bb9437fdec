package io.histctl.summary;

import io.histctl.model.Role;
import java.util.List;

/** How a conversation ended: from the user's last words on, or, where they have no answer, from what came before. */
final class Ending {
    /** The part of the budget that it takes at most. */
    private static final double MOST = 0.2;

    /** The same for one that tells no name and no number and asks nothing, as a farewell. */
    private static final double MOST_OF_LITTLE = 0.05;

    private final List<Line> lines;
    private final List<Atom> atoms;

    Ending(List<Line> lines, List<Atom> atoms) {
        this.lines = lines;
        this.atoms = atoms;
    }

    /** Takes the last exchange, whole where its part of the budget allows, else from its end. */
    void take(Selection selection, long budget) {
        int from = firstAtom();
        boolean tells = atoms.subList(from, atoms.size()).stream().anyMatch(this::tells);
        long room = (long) (budget * (tells ? MOST : MOST_OF_LITTLE));
        int atom = atoms.size() - 1;
        while (atom >= from && selection.take(atom, room)) {
            atom--;
        }
    }

    private boolean tells(Atom atom) {
        return Sentences.asks(atom.in(lines)) || atom.terms().stream().anyMatch(Ending::tells);
    }

    private static boolean tells(Term term) {
        return term.kind() == Term.Kind.NUMBER
                || term.kind() == Term.Kind.CAPITAL
                || !Letters.isCased(term.key().codePointAt(0));
    }

    private int firstAtom() {
        int line = lines.size() - 1;
        boolean answered = lines.get(line).role() != Role.USER;
        while (line > 0 && lines.get(line).role() != Role.USER) {
            line--;
        }
        while (line > 0 && lines.get(line - 1).role() == Role.USER) {
            line--;
        }
        line = answered ? line : Math.max(0, line - 1);
        int atom = atoms.size();
        while (atom > 0 && atoms.get(atom - 1).line() >= line) {
            atom--;
        }
        return atom;
    }
}
