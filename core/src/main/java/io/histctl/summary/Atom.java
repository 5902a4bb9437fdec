package io.histctl.summary;

import java.util.ArrayList;
import java.util.List;

/**
 * A part of a line that can be quoted alone.
 *
 * @param line which line
 * @param start where it begins in the line's words
 * @param end where it ends
 * @param terms what it speaks of, in order
 */
record Atom(int line, int start, int end, List<Term> terms) {
    /** Its text. */
    String in(List<Line> lines) {
        return lines.get(line).words().substring(start, end);
    }

    /** The atoms of the lines, which leave out nothing. */
    static List<Atom> of(List<Line> lines) {
        List<Atom> atoms = new ArrayList<>();
        for (int line = 0; line < lines.size(); line++) {
            String words = lines.get(line).words();
            int start = 0;
            for (int end : Clauses.ends(words)) {
                atoms.add(new Atom(
                        line,
                        start,
                        end,
                        English.leadIn(words, start, end) == end ? List.of() : Term.of(words, start, end)));
                start = end;
            }
        }
        return atoms;
    }
}
