package io.histctl.resume;

import io.histctl.model.AudioRef;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether an audio id can be replayed: usable, expired, gone or pruned.
 *
 * @param expiry as the API reported it, otherwise an estimate that is not later
 * @param gone whether the API answered that it does not have the id
 * @param pruned whether the id was deleted from the store
 */
public record AudioStatus(Instant expiry, boolean gone, boolean pruned) {
    /** The state of an audio id at an instant. */
    public enum State {
        /** It can be replayed. */
        USABLE,
        /** It expires before the safety margin ends. */
        EXPIRING,
        /** Its expiry has passed. */
        EXPIRED,
        /** The API answered that it does not have the id, whatever its expiry says. */
        GONE,
        /** The id was deleted from the store. */
        PRUNED
    }

    /**
     * The state of the id at an instant.
     *
     * @param margin how much longer than {@code at} the id must remain valid to be usable
     */
    public State state(Instant at, Duration margin) {
        if (gone) {
            return State.GONE;
        }
        if (pruned) {
            return State.PRUNED;
        }
        if (at.plus(margin).isBefore(expiry)) {
            return State.USABLE;
        }
        return at.isBefore(expiry) ? State.EXPIRING : State.EXPIRED;
    }

    /** Whether the id can be replayed at an instant with this much time to spare. */
    public boolean isUsable(Instant at, Duration margin) {
        return state(at, margin) == State.USABLE;
    }

    /** For people: {@code 59m 58s remaining}, {@code expired 2h ago}, {@code gone} or {@code pruned}. */
    public String describe(Instant at) {
        return switch (state(at, Duration.ZERO)) {
            case GONE -> "gone";
            case PRUNED -> "pruned";
            case USABLE, EXPIRING -> Spans.words(Duration.between(at, expiry)) + " remaining";
            case EXPIRED -> "expired " + Spans.words(Duration.between(expiry, at)) + " ago";
        };
    }

    /** The remaining share of the hour for which the API keeps audio, from 0 to 1; null if the id is not usable. */
    public @Nullable Double remainingShare(Instant at) {
        return isUsable(at, Duration.ZERO)
                ? (Double)
                        Math.min(1.0, (double) Duration.between(at, expiry).toMillis() / AudioRef.LIFETIME.toMillis())
                : null;
    }
}
