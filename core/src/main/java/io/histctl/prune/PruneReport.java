package io.histctl.prune;

import java.time.Instant;
import java.util.List;

/**
 * What was pruned, or would have been.
 *
 * @param cleared how many audio ids
 * @param soundDeleted how many sounds of turns
 * @param soundKept how many were old enough and stay, for nobody wrote down their words
 * @param turnsForgotten how many turns were deleted, those of whole conversations too
 * @param conversationsForgotten how many conversations were deleted whole
 * @param warnings where the local clock and the server's disagree
 * @param walEmptied whether nothing is left in the write-ahead log; a long reader in another process may prevent it
 */
public record PruneReport(
        Instant at,
        long cleared,
        long soundDeleted,
        long soundKept,
        long turnsForgotten,
        long conversationsForgotten,
        boolean dryRun,
        List<String> warnings,
        boolean walEmptied) {}
