package io.histctl;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is pruned.
 *
 * @param at the one moment for the whole run; null: now
 * @param margin ids that live no longer than this beyond the moment are cleared too
 * @param conversation null: all
 * @param sound whether stored sound is deleted that is older than a dead id and whose words are kept
 * @param forgetOlderThan turns older than this at the moment are deleted for good, whole exchanges from the oldest on and
 *     conversations that are older whole; null: no turn is ever deleted
 * @param vacuum whether the space is given back to the file system
 * @param dryRun whether it is only counted
 */
public record PruneOptions(
        @Nullable Instant at,
        Duration margin,
        @Nullable String conversation,
        boolean sound,
        @Nullable Duration forgetOlderThan,
        boolean vacuum,
        boolean dryRun) {
    /** Ids that are dead now, of all conversations. */
    public static final PruneOptions DEFAULT = new PruneOptions(null, Duration.ZERO, null, false, null, false, false);

    public PruneOptions {
        if (margin.isNegative()) {
            throw new IllegalArgumentException("the margin is negative; give 0s or more");
        }
    }

    /** At this moment. */
    public PruneOptions withAt(Instant moment) {
        return new PruneOptions(moment, margin, conversation, sound, forgetOlderThan, vacuum, dryRun);
    }

    /** Sound too. */
    public PruneOptions withSound() {
        return new PruneOptions(at, margin, conversation, true, forgetOlderThan, vacuum, dryRun);
    }

    /** Forgetting turns that are older than this. */
    public PruneOptions withForgetOlderThan(Duration age) {
        return new PruneOptions(at, margin, conversation, sound, age, vacuum, dryRun);
    }

    /** Only counting. */
    public PruneOptions withDryRun() {
        return new PruneOptions(at, margin, conversation, sound, forgetOlderThan, vacuum, true);
    }
}
