package io.histctl.prune;

import java.time.Instant;
import java.util.List;

/**
 * What was pruned, or what a dry run found to prune.
 *
 * @param at the instant at which ids and turns were judged
 * @param dryRun whether it was only counted
 * @param cleared the number of audio ids
 * @param clearedReferences the number of URLs and ids of images and files
 * @param sounds recorded user audio; zeros if not requested
 * @param turns deleted turns; zeros if not requested
 * @param warnings sentences to show, such as that the local clock and the server's disagree; often empty
 * @param erased false if a concurrent reader keeps deleted data in the write-ahead log until it ends
 */
public record PruneReport(
        Instant at,
        boolean dryRun,
        long cleared,
        long clearedReferences,
        Sounds sounds,
        DeletedTurns turns,
        List<String> warnings,
        boolean erased) {
    public PruneReport {
        warnings = List.copyOf(warnings);
    }

    /**
     * Recorded user audio that precedes an expired id.
     *
     * @param deleted the number of sounds that have a transcript
     * @param kept the number of sounds that stay because they have no transcript
     */
    public record Sounds(long deleted, long kept) {}

    /**
     * Turns that were deleted because of their age.
     *
     * @param count all of them
     * @param wholeConversations the number of conversations that were deleted whole
     */
    public record DeletedTurns(long count, long wholeConversations) {
        static final DeletedTurns NONE = new DeletedTurns(0, 0);

        DeletedTurns plus(DeletedTurns other) {
            return new DeletedTurns(count + other.count, wholeConversations + other.wholeConversations);
        }
    }
}
