package io.histctl;

import io.histctl.error.OverBudgetException;
import io.histctl.resume.Decision;
import io.histctl.resume.Outline;
import io.histctl.resume.Planner;
import io.histctl.resume.ResumePlan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds how far to fold, the oldest first, and how long the summary may be, that a payload keeps to its budget. */
final class Budget {
    /** The frame of a summary and the speaker of each line, in tokens. */
    private static final long FRAME = 120;

    private static final long SPEAKER = 4;

    private final List<Outline> outlines;
    private final Planner.Terms terms;
    private final long beside;
    private final long most;
    private final long summaryTokens;
    private final Map<Long, Long> words = new HashMap<>();

    /**
     * @param beside what the payload costs beside its turns: tools and what is appended
     * @param most what it may cost
     * @param summaryTokens what its summary may cost at most
     */
    Budget(List<Outline> outlines, Planner.Terms terms, long beside, long most, long summaryTokens) {
        this.outlines = outlines;
        this.terms = terms;
        this.beside = beside;
        this.most = most;
        this.summaryTokens = summaryTokens;
        outlines.forEach(turn -> words.put(turn.position(), turn.costInWords().total() + SPEAKER));
    }

    /** A plan that keeps to the budget, with what its summary may cost. */
    record Fit(ResumePlan plan, long summaryTokens) {}

    /** Whether the payload keeps to the budget with no more folded than must be. */
    boolean isKept() {
        return fits(plan(0));
    }

    /** @throws OverBudgetException where it can't be kept */
    Fit fit() {
        ResumePlan plan = plan(0);
        if (fits(plan)) {
            return new Fit(plan, summaryTokens);
        }
        List<Long> ends = Planner.foldEnds(outlines, terms);
        int low = 0;
        int high = ends.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (fits(plan(ends.get(middle)))) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        if (low < ends.size()) {
            return new Fit(plan(ends.get(low)), summaryTokens);
        }
        return shortened(ends.isEmpty() ? plan : plan(ends.get(ends.size() - 1)));
    }

    private Fit shortened(ResumePlan plan) {
        long room = most - live(plan);
        long least = plan.folds() ? ExportOptions.LEAST_SUMMARY_TOKENS : 0;
        if (room < least) {
            throw new OverBudgetException(most, live(plan) + least);
        }
        return new Fit(plan, Math.min(room, summaryTokens));
    }

    private ResumePlan plan(long foldThrough) {
        return Planner.plan(outlines, terms.foldingThrough(foldThrough));
    }

    private boolean fits(ResumePlan plan) {
        return live(plan) + summary(plan) <= most;
    }

    private long live(ResumePlan plan) {
        return plan.after().total() + beside;
    }

    /** At most the transcript of what it folds. */
    private long summary(ResumePlan plan) {
        if (!plan.folds()) {
            return 0;
        }
        long transcript = plan.turns().stream()
                .filter(turn -> turn.decision() == Decision.SUMMARIZED)
                .mapToLong(turn -> words.getOrDefault(turn.position(), 0L))
                .sum();
        return Math.min(summaryTokens, FRAME + transcript);
    }
}
