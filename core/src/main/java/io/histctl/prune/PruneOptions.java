package io.histctl.prune;

import io.histctl.model.Instants;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What to prune. Start from {@link #DEFAULT} and change what differs.
 *
 * @param at the instant at which ids are checked for expiry; null for now, by the local clock
 * @param margin also clear ids that expire within this time after that
 * @param conversation the only conversation to prune; null for all
 * @param sound whether to delete recorded user audio too that precedes an expired id and has a transcript
 * @param forgetOlderThan also delete turns that are older than this, in whole exchanges from the oldest on; null to delete
 *     no turn
 * @param vacuum whether to return the freed space to the file system
 * @param dryRun whether to count only and change nothing
 */
public record PruneOptions(
        @Nullable Instant at,
        Duration margin,
        @Nullable String conversation,
        boolean sound,
        @Nullable Duration forgetOlderThan,
        boolean vacuum,
        boolean dryRun) {
    /** Clears the ids of all conversations that have expired now, and deletes nothing else. */
    public static final PruneOptions DEFAULT = new PruneOptions(null, Duration.ZERO, null, false, null, false, false);

    /**
     * Checks the options.
     *
     * @throws io.histctl.error.InvalidInputException if {@code at} is outside the years 1 to 9999, or the margin or the
     *     age is negative or longer than 365,000 days
     */
    public PruneOptions {
        Instants.ensureMoment(at, "the moment of the pruning");
        Instants.ensureSpan(margin, "the margin");
        Instants.ensureSpan(forgetOlderThan, "the age");
    }

    /** These options with another instant. */
    public PruneOptions withAt(@Nullable Instant at) {
        return new PruneOptions(at, margin, conversation, sound, forgetOlderThan, vacuum, dryRun);
    }

    /** These options with another margin. */
    public PruneOptions withMargin(Duration margin) {
        return new PruneOptions(at, margin, conversation, sound, forgetOlderThan, vacuum, dryRun);
    }

    /** These options for one conversation only. */
    public PruneOptions withConversation(@Nullable String conversation) {
        return new PruneOptions(at, margin, conversation, sound, forgetOlderThan, vacuum, dryRun);
    }

    /** These options, deleting or keeping recorded user audio. */
    public PruneOptions withSound(boolean sound) {
        return new PruneOptions(at, margin, conversation, sound, forgetOlderThan, vacuum, dryRun);
    }

    /** These options, deleting turns that are older than this. Their words are lost. */
    public PruneOptions withForgetOlderThan(@Nullable Duration forgetOlderThan) {
        return new PruneOptions(at, margin, conversation, sound, forgetOlderThan, vacuum, dryRun);
    }

    /** These options, returning the freed space to the file system or not. */
    public PruneOptions withVacuum(boolean vacuum) {
        return new PruneOptions(at, margin, conversation, sound, forgetOlderThan, vacuum, dryRun);
    }

    /** These options, counting only or pruning. */
    public PruneOptions withDryRun(boolean dryRun) {
        return new PruneOptions(at, margin, conversation, sound, forgetOlderThan, vacuum, dryRun);
    }
}
