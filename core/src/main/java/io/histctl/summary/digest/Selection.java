package io.histctl.summary.digest;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/**
 * Selects clauses by their gain in coverage per word, greedily, until the budget is spent. The more is covered the less
 * a clause gains, so values in the queue only become too high (a clause whose turn is quoted now is queued again), and
 * it is enough to recompute the head.
 */
final class Selection {
    /** Words added to the length of a quotation that extends no other. */
    private static final double PER_QUOTATION = 1;

    private record Candidate(int clause, double value) implements Comparable<Candidate> {
        @Override
        public int compareTo(Candidate other) {
            int byValue = Double.compare(other.value, value);
            return byValue != 0 ? byValue : Integer.compare(clause, other.clause);
        }
    }

    private final Extract extract;
    private final Coverage coverage;
    private final long budget;
    private final PriorityQueue<Candidate> queue = new PriorityQueue<>();

    Selection(Extract extract, Coverage coverage, long budget) {
        this.extract = extract;
        this.coverage = coverage;
        this.budget = budget;
    }

    /** Selects the clause if the extract then costs at most {@code maxCost}; returns whether it is selected. */
    boolean select(int clause, long maxCost) {
        if (extract.contains(clause) || extract.cost() + extract.costOfAdding(clause) > maxCost) {
            return extract.contains(clause);
        }
        boolean first = !extract.quotesLineOf(clause);
        extract.add(clause);
        coverage.cover(clause);
        offerTurn(clause, -1, first);
        offerTurn(clause, 1, first);
        int correction = extract.correctionOf(clause);
        if (correction >= 0) {
            select(correction, budget);
        }
        return true;
    }

    void fill() {
        for (int clause = 0; clause < coverage.size(); clause++) {
            offer(clause);
        }
        for (Candidate head = queue.poll(); head != null && extract.cost() < budget; head = queue.poll()) {
            int clause = head.clause;
            if (extract.contains(clause) || coverage.length(clause) > budget - extract.cost()) {
                continue; // a word costs at least about a token
            }
            double value = value(clause);
            if (value < head.value) {
                offer(clause);
            } else if (select(clause, budget)) {
                closeGap(clause, clause - 1);
                closeGap(clause, clause + 1);
            }
        }
    }

    /** Selects the best of these clauses that fits; false if none with content fits. */
    boolean selectBest(int from, int to) {
        boolean content = IntStream.range(from, to).anyMatch(clause -> value(clause) > 0);
        return IntStream.range(from, to)
                .boxed()
                .filter(clause -> !content || value(clause) > 0)
                .sorted(Comparator.comparingDouble(this::value).reversed())
                .anyMatch(clause -> select(clause, budget));
    }

    /** Queues the clauses of a turn again that are cheaper now: all of them after its first quotation. */
    private void offerTurn(int clause, int step, boolean all) {
        int other = clause + step;
        while (extract.sameLine(clause, other) && (all || other == clause + step)) {
            offer(other);
            other += step;
        }
    }

    /** Selects a neighbour that costs no more than the mark of its omission. */
    private void closeGap(int clause, int neighbour) {
        if (extract.sameLine(clause, neighbour)
                && !extract.contains(neighbour)
                && extract.costOfAdding(neighbour) <= 0) {
            select(neighbour, budget);
        }
    }

    private void offer(int clause) {
        double value = value(clause);
        if (value > 0 && !extract.contains(clause)) {
            queue.add(new Candidate(clause, value));
        }
    }

    private double value(int clause) {
        double label = extract.quotesLineOf(clause) ? 0 : 1;
        double quotation = extract.extendsQuotation(clause) ? 0 : PER_QUOTATION;
        return coverage.gain(clause) / (coverage.length(clause) + label + quotation);
    }
}
