package io.histctl.resume;

import io.histctl.error.OverBudgetException;
import io.histctl.model.Turn.Standing;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * Chooses how much of the history to fold, oldest first, so that a payload fits its limit of input tokens.
 *
 * @hidden
 */
@API(status = API.Status.INTERNAL)
public final class TokenBudget {
    /** The smallest limit that a summary can be given. */
    public static final long LEAST_SUMMARY_TOKENS = 200;

    /** The frame of a summary, in tokens. */
    private static final long FRAME = 120;

    /** The name of the speaker on each line of a summary, in tokens. */
    private static final long SPEAKER = 4;

    private final List<Outline> outlines;
    private final Terms terms;
    private final long fixed;
    private final long limit;
    private final long summaryLimit;

    /**
     * @param fixed tokens of the payload apart from its turns: tools and appended messages
     * @param limit the most that the payload may cost
     * @param summaryLimit the most that its summary may cost
     */
    public TokenBudget(List<Outline> outlines, Terms terms, long fixed, long limit, long summaryLimit) {
        this.outlines = outlines;
        this.terms = terms;
        this.fixed = fixed;
        this.limit = limit;
        this.summaryLimit = summaryLimit;
    }

    /**
     * A plan that fits, and the most that its summary may cost.
     *
     * @hidden
     */
    public record Fit(ResumePlan plan, long summaryTokens) {}

    /**
     * The cost of a payload that folds through a position.
     *
     * @param through 0 to fold only what the policy asks for
     * @param rest everything but the summary
     * @param summary at most; the transcript of what is folded if that is shorter than the limit
     */
    private record Candidate(long through, long rest, long summary) {
        long total() {
            return rest + summary;
        }

        /** With the shortest summary. */
        long least() {
            return rest + Math.min(summary, LEAST_SUMMARY_TOKENS);
        }
    }

    /** Whether the payload fits if only what the policy asks for is folded. */
    public boolean isKept() {
        return unfolded(plan(0)).total() <= limit;
    }

    /**
     * Folds as little as the limit allows, then shortens the summary.
     *
     * @throws OverBudgetException if no payload fits
     */
    public Fit fit() {
        ResumePlan plan = plan(0);
        Candidate unfolded = unfolded(plan);
        List<Candidate> candidates = unfolded.total() <= limit ? List.of(unfolded) : candidates(plan, unfolded);
        Candidate best = candidates.stream()
                .filter(candidate -> candidate.total() <= limit)
                .findFirst()
                .orElse(candidates.get(candidates.size() - 1));
        if (best.least() > limit) {
            throw new OverBudgetException(
                    limit, candidates.stream().mapToLong(Candidate::least).min().orElseThrow());
        }
        return new Fit(best.through == 0 ? plan : plan(best.through), Math.min(summaryLimit, limit - best.rest));
    }

    private ResumePlan plan(long foldThrough) {
        return Planner.plan(outlines, terms.foldingThrough(foldThrough));
    }

    private Candidate unfolded(ResumePlan plan) {
        long words = 0;
        for (int i = 0; i < outlines.size(); i++) {
            words += plan.turns().get(i).decision() == Decision.SUMMARIZED ? words(outlines.get(i)) : 0;
        }
        return new Candidate(0, plan.after().total() + fixed, plan.folds() ? summary(words) : 0);
    }

    /** First what must be folded, then ever more. Turns that are not folded are sent alike in all of them. */
    private List<Candidate> candidates(ResumePlan plan, Candidate unfolded) {
        List<Candidate> candidates = new ArrayList<>(List.of(unfolded));
        Set<Long> ends = new HashSet<>(Planner.foldEnds(outlines, terms));
        long rest = unfolded.rest;
        long words = 0;
        for (int i = 0; i < outlines.size(); i++) {
            Outline turn = outlines.get(i);
            PlannedTurn planned = plan.turns().get(i);
            if (turn.standing() == Standing.CURRENT && !turn.role().instructs()) {
                words += words(turn);
                rest -= planned.isSent() ? sent(turn, planned) : 0;
            }
            if (turn.position() > plan.foldedThrough() && ends.contains(turn.position())) {
                candidates.add(new Candidate(turn.position(), rest, summary(words)));
            }
        }
        return candidates;
    }

    private static long words(Outline turn) {
        return turn.cost().inWords().total() + SPEAKER;
    }

    private static long sent(Outline turn, PlannedTurn planned) {
        Outline.Cost cost = turn.cost();
        return (planned.decision() == Decision.AS_TRANSCRIPT ? cost.inWords() : cost.unchanged()).total();
    }

    private long summary(long words) {
        return Math.min(summaryLimit, FRAME + words);
    }
}
