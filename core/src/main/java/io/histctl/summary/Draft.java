package io.histctl.summary;

import io.histctl.model.TokenCounter;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The atoms chosen so far and what they cost as text. Neighbours of one line are quoted as one, with all that lies
 * between.
 */
final class Draft {
    private static final String STILL_OPEN = "[still open]\n";

    private final List<Line> lines;
    private final List<Atom> atoms;
    private final Sections sections;
    private final BitSet open;
    private final TokenCounter counter;
    private final BitSet chosen = new BitSet();
    private final int[] inSection;
    private long cost;

    Draft(List<Line> lines, List<Atom> atoms, BitSet open, TokenCounter counter) {
        this.lines = lines;
        this.atoms = atoms;
        this.open = open;
        this.counter = counter;
        sections = Sections.of(lines);
        inSection = new int[sections.headings().size()];
    }

    boolean has(int atom) {
        return chosen.get(atom);
    }

    long cost() {
        return cost;
    }

    /** What the text would cost more with this atom; can be negative where it closes a gap. */
    long added(int atom) {
        int first = first(atom);
        int last = last(atom);
        long before = (first < atom ? cost(first, atom - 1) : 0) + (last > atom ? cost(atom + 1, last) : 0);
        return cost(first, last) - before + (inSection[section(atom)] == 0 ? heading(section(atom)) : 0);
    }

    void add(int atom) {
        cost += added(atom);
        chosen.set(atom);
        inSection[section(atom)]++;
    }

    /** How many of the atom's two neighbours in its line are chosen. */
    int chosenNeighbours(int atom) {
        return (joined(atom, atom - 1) ? 1 : 0) + (joined(atom, atom + 1) ? 1 : 0);
    }

    boolean sameLine(int atom, int other) {
        return other >= 0
                && other < atoms.size()
                && atoms.get(atom).line() == atoms.get(other).line();
    }

    String text() {
        List<String> text = new ArrayList<>();
        int section = -1;
        for (int atom = chosen.nextSetBit(0); atom >= 0; atom = chosen.nextSetBit(last(atom) + 1)) {
            String heading = sections.headings().get(section(atom));
            if (section != section(atom) && !heading.isEmpty()) {
                text.add(heading);
            }
            section = section(atom);
            text.add(quote(atom, last(atom)));
        }
        return String.join("\n", text);
    }

    private boolean joined(int atom, int other) {
        return sameLine(atom, other) && chosen.get(other);
    }

    private int first(int atom) {
        int first = atom;
        while (joined(atom, first - 1)) {
            first--;
        }
        return first;
    }

    private int last(int atom) {
        int last = atom;
        while (joined(atom, last + 1)) {
            last++;
        }
        return last;
    }

    private int section(int atom) {
        return sections.ofLine().get(atoms.get(atom).line());
    }

    private long heading(int section) {
        String heading = sections.headings().get(section);
        return heading.isEmpty() ? 0 : counter.count(heading) + 1;
    }

    private long cost(int first, int last) {
        return counter.count(quote(first, last)) + 1;
    }

    private String quote(int first, int last) {
        Line line = lines.get(atoms.get(first).line());
        int start = atoms.get(first).start();
        int end = atoms.get(last).end();
        while (end > start
                && isLoose(line.words().charAt(end - 1), end == line.words().length())) {
            end--;
        }
        int opened = open.nextSetBit(first);
        String heading = opened >= 0 && opened <= last ? STILL_OPEN : "";
        return heading + line.speaker() + " "
                + line.words().substring(start, end).strip();
    }

    /** A comma, a space or a line break's sign at the end of a quotation that breaks off there. */
    private static boolean isLoose(char c, boolean whole) {
        return Letters.isSpace(c) || (!whole && ",;:/".indexOf(c) >= 0);
    }
}
