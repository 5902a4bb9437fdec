package io.histctl.resume;

import io.histctl.error.OverBudgetException;
import io.histctl.model.Turn.Standing;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds how far to fold, the oldest first, and how long the summary may be, that a payload keeps to its budget. */
public final class TokenBudget {
    /** The fewest tokens that a summary may be given. */
    public static final long LEAST_SUMMARY_TOKENS = 200;

    /** The frame of a summary and the speaker of each line, in tokens. */
    private static final long FRAME = 120;

    private static final long SPEAKER = 4;

    private final List<Outline> outlines;
    private final Planner.Terms terms;
    private final long beside;
    private final long most;
    private final long summaryTokens;

    /**
     * @param beside what the payload costs beside its turns: tools and what is appended
     * @param most what it may cost
     * @param summaryTokens what its summary may cost at most
     */
    public TokenBudget(List<Outline> outlines, Planner.Terms terms, long beside, long most, long summaryTokens) {
        this.outlines = outlines;
        this.terms = terms;
        this.beside = beside;
        this.most = most;
        this.summaryTokens = summaryTokens;
    }

    /** A plan that keeps to the budget, with what its summary may cost. */
    public record Fit(ResumePlan plan, long summaryTokens) {}

    /**
     * What the payload costs if it folds through a position.
     *
     * @param through 0: no more than must be
     * @param live what is sent beside the summary
     * @param summary at most the transcript of what it folds
     */
    private record Fold(long through, long live, long summary) {
        long total() {
            return live + summary;
        }

        /** With its summary shortened. */
        long least() {
            return live + Math.min(summary, LEAST_SUMMARY_TOKENS);
        }
    }

    /** Whether the payload keeps to the budget with no more folded than must be. */
    public boolean isKept() {
        return asIs(plan(0)).total() <= most;
    }

    /**
     * Folds as little as the budget allows.
     *
     * @throws OverBudgetException if no fold meets the budget
     */
    public Fit fit() {
        ResumePlan plan = plan(0);
        List<Fold> folds = asIs(plan).total() <= most ? List.of(asIs(plan)) : folds(plan);
        Fold last = folds.get(folds.size() - 1);
        Fold best =
                folds.stream().filter(fold -> fold.total() <= most).findFirst().orElse(last);
        if (best.least() > most) {
            throw new OverBudgetException(
                    most, folds.stream().mapToLong(Fold::least).min().orElseThrow());
        }
        return new Fit(best.through == 0 ? plan : plan(best.through), Math.min(summaryTokens, most - best.live));
    }

    private ResumePlan plan(long foldThrough) {
        return Planner.plan(outlines, terms.foldingThrough(foldThrough));
    }

    private Fold asIs(ResumePlan plan) {
        long told = 0;
        for (int i = 0; i < outlines.size(); i++) {
            told += plan.turns().get(i).decision() == Decision.SUMMARIZED ? told(outlines.get(i)) : 0;
        }
        return new Fold(0, plan.after().total() + beside, plan.folds() ? summary(told) : 0);
    }

    /** As little folded as must be, then ever more; what is not folded is sent the same in each. */
    private List<Fold> folds(ResumePlan plan) {
        List<Fold> folds = new ArrayList<>(List.of(asIs(plan)));
        Set<Long> ends = new HashSet<>(Planner.foldEnds(outlines, terms));
        long live = folds.get(0).live;
        long told = 0;
        for (int i = 0; i < outlines.size(); i++) {
            Outline turn = outlines.get(i);
            PlannedTurn planned = plan.turns().get(i);
            if (turn.standing() == Standing.CURRENT && !turn.role().instructs()) {
                told += told(turn);
                live -= planned.isSent() ? sent(turn, planned) : 0;
            }
            if (turn.position() > plan.foldedThrough() && ends.contains(turn.position())) {
                folds.add(new Fold(turn.position(), live, summary(told)));
            }
        }
        return folds;
    }

    private static long told(Outline turn) {
        return turn.costInWords().total() + SPEAKER;
    }

    private static long sent(Outline turn, PlannedTurn planned) {
        return (planned.decision() == Decision.AS_TRANSCRIPT ? turn.costInWords() : turn.cost()).total();
    }

    private long summary(long told) {
        return Math.min(summaryTokens, FRAME + told);
    }
}
