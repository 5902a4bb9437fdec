package io.histctl.resume;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How an audio id stands.
 *
 * @param diesAt the reported expiry, else the estimate
 * @param gone the API said that it does not know the id
 * @param pruned the id was cleared
 */
public record Life(Instant diesAt, boolean gone, boolean pruned) {

    /** Whether the id can be sent at this moment, with this much time to spare. */
    public boolean usable(Instant at, Duration margin) {
        return !gone && !pruned && at.plus(margin).isBefore(diesAt);
    }

    /** In the words of the timeline: {@code 59m 58s remaining}, {@code expired 2h ago}, {@code gone}, {@code pruned}. */
    public String words(Instant at) {
        if (gone) {
            return "gone";
        }
        if (pruned) {
            return "pruned";
        }
        return at.isBefore(diesAt)
                ? Spans.words(Duration.between(at, diesAt)) + " remaining"
                : "expired " + Spans.words(Duration.between(diesAt, at)) + " ago";
    }

    /** How much of an hour is left, from 0 to 1; null where the id is not usable at all. */
    public @Nullable Double left(Instant at) {
        if (gone || pruned || !at.isBefore(diesAt)) {
            return null;
        }
        return Math.min(1.0, Duration.between(at, diesAt).toMillis() / 3_600_000.0);
    }
}
