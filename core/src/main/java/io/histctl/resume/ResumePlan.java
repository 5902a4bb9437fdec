package io.histctl.resume;

import io.histctl.model.Tokens;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of each stored turn at a moment.
 *
 * @param turns every stored turn once, in the order of positions
 * @param foldedThrough the position through which the summary stands for the turns; 0: nothing is folded
 * @param validUntil the earliest expiry among the ids it uses; null where it uses none
 * @param before what the whole history would cost, sent as it was
 * @param after what is sent costs, the summary not counted
 */
public record ResumePlan(
        Instant at,
        Policy policy,
        List<PlannedTurn> turns,
        long foldedThrough,
        Voice voice,
        @Nullable Instant validUntil,
        Tokens before,
        Tokens after) {
    public ResumePlan {
        turns = List.copyOf(turns);
    }

    /** Whether a summary stands in the payload. */
    public boolean folds() {
        return foldedThrough > 0;
    }
}
