package io.histctl.store;

import org.jspecify.annotations.Nullable;

/**
 * What planning needs of a turn.
 *
 * @param toolMessage the message of a turn that makes or answers calls
 * @param soundMillis length of a user's speech; null where it has none
 * @param transcriptBytes of what a user said, as it was attached later
 * @param placeholders how many stand for its sound at most where no words of it are known
 */
public record OutlineRow(
        long position,
        String role,
        @Nullable Long block,
        boolean replaced,
        boolean spokenText,
        boolean refused,
        long tokens,
        byte @Nullable [] toolMessage,
        @Nullable Long soundMillis,
        long deletedSounds,
        @Nullable Long diesAt,
        boolean gone,
        boolean pruned,
        @Nullable Long speechMillis,
        @Nullable Long audioTokens,
        @Nullable Long textTokens,
        @Nullable Long heardMillis,
        long transcriptBytes,
        long placeholders) {}
