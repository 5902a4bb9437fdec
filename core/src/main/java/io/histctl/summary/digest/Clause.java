package io.histctl.summary.digest;

import io.histctl.summary.transcript.SpeakerLine;
import java.util.ArrayList;
import java.util.List;

/**
 * The smallest part of a line that can be quoted on its own.
 *
 * @param line index of its line
 * @param start offset of its first character in the line's text
 * @param end offset after its last character
 * @param terms the terms it mentions, in order; empty for an opening without content such as "Okay, great."
 */
record Clause(int line, int start, int end, List<Term> terms) {
    String text(List<SpeakerLine> lines) {
        return lines.get(line).text().substring(start, end);
    }

    /** Splits all lines; together the clauses contain every character. */
    static List<Clause> split(List<SpeakerLine> lines) {
        List<Clause> clauses = new ArrayList<>();
        for (int line = 0; line < lines.size(); line++) {
            String text = lines.get(line).text();
            int start = 0;
            for (int end : Clauses.ends(text)) {
                boolean opening = English.skipOpening(text, start, end) == end;
                clauses.add(new Clause(line, start, end, opening ? List.of() : Term.of(text, start, end)));
                start = end;
            }
        }
        return clauses;
    }
}
