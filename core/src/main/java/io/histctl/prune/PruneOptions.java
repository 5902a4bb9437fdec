package io.histctl.prune;

import io.histctl.model.Instants;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is pruned.
 *
 * @param at the one moment for the whole run; null: now, by the local or the server's clock, whichever is earlier
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

    /**
     * Options.
     *
     * @throws io.histctl.error.InvalidInputException where {@code at} lies outside of the years 1 to 9999, or the margin
     *     is negative or longer than 365,000 days
     */
    public PruneOptions {
        Instants.ensureMoment(at, "the moment of the pruning");
        Instants.ensureSpan(margin, "the margin");
        if (forgetOlderThan != null) {
            Instants.ensureSpan(forgetOlderThan, "the age");
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
