package io.histctl.summary.digest;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/**
 * Fills an excerpt with the clauses of the highest score per length. A term is worth less each time it is quoted, so
 * scores in the queue only become too high (a clause whose neighbour was selected is queued again), and it is enough to
 * recompute the head.
 */
final class ClauseSelection {
    /** The share of a term's weight that remains after each quotation. */
    private static final double REPEATED = 0.1;

    /** Added to each length: one quotation of two facts is better than two of one each. */
    private static final long PER_QUOTATION = 2;

    private record Candidate(int clause, double value) implements Comparable<Candidate> {
        @Override
        public int compareTo(Candidate other) {
            int byValue = Double.compare(other.value, value);
            return byValue != 0 ? byValue : Integer.compare(clause, other.clause);
        }
    }

    private final Excerpt excerpt;
    private final ClauseScores scores;
    private final long budget;
    private final PriorityQueue<Candidate> queue = new PriorityQueue<>();

    ClauseSelection(Excerpt excerpt, ClauseScores scores, long budget) {
        this.excerpt = excerpt;
        this.scores = scores;
        this.budget = budget;
    }

    /** Selects the clause if the excerpt then costs at most {@code maxCost}; returns whether it is selected. */
    boolean select(int clause, long maxCost) {
        if (excerpt.contains(clause) || excerpt.cost() + excerpt.costOfAdding(clause) > maxCost) {
            return excerpt.contains(clause);
        }
        excerpt.add(clause);
        scores.discount(clause, REPEATED);
        return true;
    }

    void fill() {
        for (int clause = 0; clause < scores.size(); clause++) {
            offer(clause);
        }
        for (Candidate head = queue.poll(); head != null; head = queue.poll()) {
            int clause = head.clause;
            if (excerpt.contains(clause)) {
                continue;
            }
            if (value(clause) < head.value) {
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

    /** A neighbour costs less now because it needs no speaker of its own, and sometimes nothing. */
    private void closeGap(int clause, int neighbour) {
        if (!excerpt.sameLine(clause, neighbour) || excerpt.contains(neighbour)) {
            return;
        }
        if (excerpt.costOfAdding(neighbour) > 0 || !select(neighbour, budget)) {
            offer(neighbour);
        }
    }

    private void offer(int clause) {
        double value = value(clause);
        if (value > 0 && !excerpt.contains(clause)) {
            queue.add(new Candidate(clause, value));
        }
    }

    private double value(int clause) {
        long label = scores.labelLength(clause) * (1 - excerpt.selectedNeighbours(clause));
        return scores.score(clause) / (PER_QUOTATION + scores.length(clause) + label);
    }
}
