package io.histctl.summary.digest;

import io.histctl.model.TokenCounter;
import io.histctl.summary.transcript.SpeakerLine;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The clauses selected so far and their cost as text. Adjacent clauses of a line form one quotation; a mark precedes a
 * quotation if something was left out before it, so that an answer is not read with another question.
 */
final class Excerpt {
    private static final String OMISSION = "…";

    private final List<SpeakerLine> lines;
    private final List<Clause> clauses;
    private final TimeSections sections;
    private final TokenCounter counter;
    private final long omissionCost;
    private final BitSet selected = new BitSet();
    private final int[] selectedInSection;
    private final int[] contentBefore;
    private long cost;

    Excerpt(List<SpeakerLine> lines, List<Clause> clauses, TokenCounter counter) {
        this.lines = lines;
        this.clauses = clauses;
        this.counter = counter;
        omissionCost = counter.count(OMISSION);
        sections = TimeSections.of(lines);
        selectedInSection = new int[sections.headings().size()];
        contentBefore = new int[clauses.size() + 1];
        for (int i = 0; i < clauses.size(); i++) {
            contentBefore[i + 1] = contentBefore[i] + (clauses.get(i).terms().isEmpty() ? 0 : 1);
        }
    }

    boolean contains(int clause) {
        return selected.get(clause);
    }

    long cost() {
        return cost;
    }

    /** The additional cost of the text with this clause; negative if it closes a gap cheaply. */
    long costOfAdding(int clause) {
        int first = first(clause);
        int last = last(clause);
        long before =
                (first < clause ? quoteCost(first, clause - 1) : 0) + (last > clause ? quoteCost(clause + 1, last) : 0);
        return quoteCost(first, last)
                - before
                + omissionCost * addedOmissions(clause)
                + (selectedInSection[section(clause)] == 0 ? headingCost(section(clause)) : 0);
    }

    void add(int clause) {
        cost += costOfAdding(clause);
        selected.set(clause);
        selectedInSection[section(clause)]++;
    }

    /** How many of the clause's two neighbours in its line are selected: 0, 1 or 2. */
    int selectedNeighbours(int clause) {
        return (joins(clause, clause - 1) ? 1 : 0) + (joins(clause, clause + 1) ? 1 : 0);
    }

    boolean sameLine(int clause, int other) {
        return other >= 0
                && other < clauses.size()
                && clauses.get(clause).line() == clauses.get(other).line();
    }

    String text() {
        List<String> text = new ArrayList<>();
        int section = -1;
        int previous = -1;
        for (int clause = selected.nextSetBit(0); clause >= 0; clause = selected.nextSetBit(previous + 1)) {
            String heading = sections.headings().get(section(clause));
            if (section != section(clause) && !heading.isEmpty()) {
                text.add(heading);
            }
            section = section(clause);
            int last = last(clause);
            text.add((omits(previous, clause) ? OMISSION : "") + quote(clause, last));
            previous = last;
        }
        if (previous >= 0 && omits(previous, clauses.size())) {
            text.add(OMISSION);
        }
        return String.join("\n", text);
    }

    /** Whether a line, or a part of one with content, is left out between two quoted clauses. */
    private boolean omits(int previous, int next) {
        return line(next) - line(previous) > 1 || contentBefore[next] > contentBefore[previous + 1];
    }

    private int addedOmissions(int clause) {
        int previous = clause == 0 ? -1 : selected.previousSetBit(clause - 1);
        int found = selected.nextSetBit(clause + 1);
        int next = found < 0 ? clauses.size() : found;
        int before = !selected.isEmpty() && omits(previous, next) ? 1 : 0;
        return (omits(previous, clause) ? 1 : 0) + (omits(clause, next) ? 1 : 0) - before;
    }

    private int line(int clause) {
        return clause < 0
                ? -1
                : clause == clauses.size() ? lines.size() : clauses.get(clause).line();
    }

    private boolean joins(int clause, int other) {
        return sameLine(clause, other) && selected.get(other);
    }

    private int first(int clause) {
        int first = clause;
        while (joins(clause, first - 1)) {
            first--;
        }
        return first;
    }

    private int last(int clause) {
        int last = clause;
        while (joins(clause, last + 1)) {
            last++;
        }
        return last;
    }

    private int section(int clause) {
        return sections.ofLine().get(clauses.get(clause).line());
    }

    private long headingCost(int section) {
        String heading = sections.headings().get(section);
        return heading.isEmpty() ? 0 : counter.count(heading) + 1;
    }

    private long quoteCost(int first, int last) {
        return counter.count(quote(first, last)) + 1;
    }

    private String quote(int first, int last) {
        SpeakerLine line = lines.get(clauses.get(first).line());
        int start = clauses.get(first).start();
        int end = clauses.get(last).end();
        while (end > start
                && isLoose(line.text().charAt(end - 1), end == line.text().length())) {
            end--;
        }
        return line.speaker() + " " + line.text().substring(start, end).strip();
    }

    /** White space, or a comma or similar at a place where the quotation stops before the end of its line. */
    private static boolean isLoose(char c, boolean atLineEnd) {
        return Characters.isSpace(c) || (!atLineEnd && ",;:/".indexOf(c) >= 0);
    }
}
