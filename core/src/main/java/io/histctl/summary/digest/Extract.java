package io.histctl.summary.digest;

import io.histctl.model.TokenCounter;
import io.histctl.summary.transcript.SpeakerLine;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The clauses selected so far and their cost as text. The quotations of a turn share a line. A mark precedes a quotation
 * if something was left out before it, so that an answer is not read with another question.
 */
final class Extract {
    private static final String OMISSION = "…";
    private static final String OUTDATED = " [corrected later]";

    private final List<SpeakerLine> lines;
    private final List<Clause> clauses;
    private final Sections sections;
    private final Corrections corrections;
    private final TokenCounter counter;
    private final long omissionCost;
    private final BitSet selected = new BitSet();
    private final BitSet quotedLines = new BitSet();
    private final BitSet quotedSections = new BitSet();
    private final int[] contentBefore;
    private long cost;

    Extract(List<SpeakerLine> lines, List<Clause> clauses, Corrections corrections, TokenCounter counter) {
        this.lines = lines;
        this.clauses = clauses;
        this.corrections = corrections;
        this.counter = counter;
        omissionCost = counter.count(OMISSION);
        sections = Sections.of(lines);
        contentBefore = new int[clauses.size() + 1];
        for (int i = 0; i < clauses.size(); i++) {
            contentBefore[i + 1] = contentBefore[i] + (clauses.get(i).words().isEmpty() ? 0 : 1);
        }
    }

    boolean contains(int clause) {
        return selected.get(clause);
    }

    /** The clause that corrects a value of this one; -1 if there is none. */
    int correctionOf(int clause) {
        return corrections.correctionOf(clause);
    }

    /** Whether any clause of this clause's turn is selected. */
    boolean quotesLineOf(int clause) {
        return quotedLines.get(clauses.get(clause).line());
    }

    /** About how much the text costs; only the text itself can be counted exactly. */
    long cost() {
        return cost;
    }

    /** The additional cost of the text with this clause; negative if it closes a gap cheaply. */
    long costOfAdding(int clause) {
        int line = clauses.get(clause).line();
        int section = sections.ofLine().get(line);
        String heading = sections.headings().get(section);
        return counter.count(quote(clause, clause))
                + (quotedLines.get(line) ? 0 : counter.count(lines.get(line).speaker()) + 1)
                + (quotedSections.get(section) || heading.isEmpty() ? 0 : counter.count(heading) + 1)
                + omissionCost * addedOmissions(clause);
    }

    void add(int clause) {
        cost += costOfAdding(clause);
        selected.set(clause);
        quotedLines.set(clauses.get(clause).line());
        quotedSections.set(sections.ofLine().get(clauses.get(clause).line()));
    }

    /** Whether a neighbour of the clause in its line is selected. */
    boolean extendsQuotation(int clause) {
        return joins(clause, clause - 1) || joins(clause, clause + 1);
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
            int line = clauses.get(clause).line();
            String heading = sections.headings().get(sections.ofLine().get(line));
            if (section != sections.ofLine().get(line) && !heading.isEmpty()) {
                text.add(heading);
            }
            section = sections.ofLine().get(line);
            String mark = omits(previous, clause) ? OMISSION : "";
            previous = last(clause);
            StringBuilder quotations = new StringBuilder(quote(clause, previous));
            for (int next = selected.nextSetBit(previous + 1);
                    next >= 0 && clauses.get(next).line() == line;
                    next = selected.nextSetBit(previous + 1)) {
                previous = last(next);
                quotations.append(' ').append(OMISSION).append(quote(next, previous));
            }
            text.add(mark + lines.get(line).speaker() + " " + quotations);
        }
        if (previous >= 0 && omits(previous, clauses.size())) {
            text.add(OMISSION);
        }
        return String.join("\n", text);
    }

    private int addedOmissions(int clause) {
        int previous = clause == 0 ? -1 : selected.previousSetBit(clause - 1);
        int found = selected.nextSetBit(clause + 1);
        int next = found < 0 ? clauses.size() : found;
        int before = !selected.isEmpty() && omits(previous, next) ? 1 : 0;
        return (omits(previous, clause) ? 1 : 0) + (omits(clause, next) ? 1 : 0) - before;
    }

    /** Whether anything is left out between two quotations of a turn, or anything with content between two others. */
    private boolean omits(int previous, int next) {
        int from = line(previous);
        int to = line(next);
        return from == to ? next > previous + 1 : to - from > 1 || contentBefore[next] > contentBefore[previous + 1];
    }

    private int line(int clause) {
        return clause < 0
                ? -1
                : clause == clauses.size() ? lines.size() : clauses.get(clause).line();
    }

    private boolean joins(int clause, int other) {
        return sameLine(clause, other) && selected.get(other);
    }

    private int last(int clause) {
        int last = clause;
        while (joins(clause, last + 1)) {
            last++;
        }
        return last;
    }

    private String quote(int first, int last) {
        String text = lines.get(clauses.get(first).line()).text();
        int start = clauses.get(first).start();
        int end = clauses.get(last).end();
        while (end > start && isLoose(text.charAt(end - 1), end == text.length())) {
            end--;
        }
        boolean outdated = IntStream.rangeClosed(first, last).anyMatch(corrections::isOutdated);
        return text.substring(start, end).strip() + (outdated ? OUTDATED : "");
    }

    /** White space, or a comma or similar at a place where the quotation stops before the end of its line. */
    private static boolean isLoose(char c, boolean atLineEnd) {
        return Characters.isSpace(c) || (!atLineEnd && ",;:/，、；：،؛".indexOf(c) >= 0);
    }
}
