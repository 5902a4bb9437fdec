package io.histctl.resume;

import io.histctl.model.Tokens;
import java.time.Instant;
import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of each stored turn.
 *
 * @param turns every stored turn once, in the order of positions
 * @param foldedThrough the position through which a summary replaces the turns; 0 if nothing is folded
 * @param validUntil the earliest expiry among the audio ids it uses; null if it uses none
 * @param before input tokens of the current history, sent unchanged
 * @param after input tokens of what is sent, without the summary
 * @hidden
 */
@API(status = API.Status.INTERNAL)
public record ResumePlan(
        Terms terms,
        List<PlannedTurn> turns,
        long foldedThrough,
        Voice voice,
        @Nullable Instant validUntil,
        Tokens before,
        Tokens after) {
    public ResumePlan {
        turns = List.copyOf(turns);
    }

    /** Whether the payload has a summary. */
    public boolean folds() {
        return foldedThrough > 0;
    }
}
