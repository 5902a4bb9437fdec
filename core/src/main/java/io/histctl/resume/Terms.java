package io.histctl.resume;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apiguardian.api.API;

/**
 * The requirements for a plan.
 *
 * @param at the instant at which audio ids are checked for expiry
 * @param margin how much longer than that an id must remain valid
 * @param wantsAudio whether the request asks for a spoken reply
 * @param answeredLater ids of the tool calls whose results the caller appends; an id may occur twice
 * @param skipUnheard whether replies are omitted of which the user heard nothing
 * @param foldThrough position through which turns are folded at least; 0 for none
 * @hidden
 */
@API(status = API.Status.INTERNAL)
public record Terms(
        Instant at,
        Duration margin,
        Policy policy,
        boolean wantsAudio,
        List<String> answeredLater,
        boolean skipUnheard,
        long foldThrough) {
    public Terms {
        answeredLater = List.copyOf(answeredLater);
    }

    /** The same terms, folding at least through this position. */
    public Terms foldingThrough(long position) {
        return new Terms(at, margin, policy, wantsAudio, answeredLater, skipUnheard, position);
    }

    boolean isSkipped(Outline turn) {
        return skipUnheard && turn.speech() != null && turn.speech().isUnheard();
    }
}
