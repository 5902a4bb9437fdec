package io.histctl.summary;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/**
 * Fills a draft with the atoms that tell most for their cost. A term is worth less each time it is told again, so what
 * an atom gains seldom rises (only where a neighbour was taken, and then it is offered anew), and only the queue's head
 * has to be reckoned again.
 */
final class Selection {
    /** What is left of a term's worth each time it was told. */
    private static final double AGAIN = 0.1;

    /** What a quotation costs beside its length: one that tells two things is better than two that tell one each. */
    private static final long APART = 2;

    private record Candidate(int atom, double value) implements Comparable<Candidate> {
        @Override
        public int compareTo(Candidate other) {
            int by = Double.compare(other.value, value);
            return by != 0 ? by : Integer.compare(atom, other.atom);
        }
    }

    private final Draft draft;
    private final long budget;
    private final Pairs pairs;
    private final Stock stock;
    private final PriorityQueue<Candidate> queue = new PriorityQueue<>();

    Selection(Draft draft, Pairs pairs, Stock stock, long budget) {
        this.draft = draft;
        this.pairs = pairs;
        this.stock = stock;
        this.budget = budget;
    }

    /** Takes the atom if the draft's cost stays within this. */
    boolean take(int atom, long most) {
        if (draft.has(atom) || draft.cost() + draft.added(atom) > most) {
            return draft.has(atom);
        }
        draft.add(atom);
        stock.tell(atom, AGAIN);
        return true;
    }

    void fill() {
        for (int atom = 0; atom < stock.size(); atom++) {
            offer(atom);
        }
        for (Candidate head = queue.poll(); head != null; head = queue.poll()) {
            int atom = head.atom;
            if (draft.has(atom)) {
                continue;
            }
            if (value(atom) < head.value) {
                offer(atom);
            } else if (takeWithPartner(atom)) {
                closeGap(atom, atom - 1);
                closeGap(atom, atom + 1);
            }
        }
    }

    /** Takes the one of these atoms that tells most for its cost among those that fit; false where none that tells does. */
    boolean takeBest(int from, int to) {
        boolean tells = IntStream.range(from, to).anyMatch(atom -> value(atom) > 0);
        return IntStream.range(from, to)
                .boxed()
                .filter(atom -> !tells || value(atom) > 0)
                .sorted(Comparator.comparingDouble(this::value).reversed())
                .anyMatch(atom -> takeWithPartner(atom) || take(atom, budget));
    }

    private boolean takeWithPartner(int atom) {
        int partner = missingPartner(atom);
        if (partner == Pairs.NONE) {
            return take(atom, budget);
        }
        boolean both = draft.cost() + draft.added(atom) + draft.added(partner) <= budget;
        return both && take(partner, budget) && take(atom, budget);
    }

    /** A neighbour is cheaper now, since it needs no speaker of its own; it may even be for nothing. */
    private void closeGap(int atom, int neighbour) {
        if (!draft.sameLine(atom, neighbour) || draft.has(neighbour)) {
            return;
        }
        if (draft.added(neighbour) > 0 || !take(neighbour, budget)) {
            offer(neighbour);
        }
    }

    private void offer(int atom) {
        double value = value(atom);
        if (value > 0 && !draft.has(atom)) {
            queue.add(new Candidate(atom, value));
        }
    }

    private double value(int atom) {
        int partner = missingPartner(atom);
        double gain = stock.gain(atom) + (partner == Pairs.NONE ? 0 : stock.gain(partner));
        long price = price(atom) + (partner == Pairs.NONE ? 0 : price(partner));
        return gain / (APART + price);
    }

    private long price(int atom) {
        return stock.length(atom) + stock.label(atom) * (1 - draft.chosenNeighbours(atom));
    }

    private int missingPartner(int atom) {
        int partner = pairs.partner(atom);
        return partner == Pairs.NONE || draft.has(partner) ? Pairs.NONE : partner;
    }
}
