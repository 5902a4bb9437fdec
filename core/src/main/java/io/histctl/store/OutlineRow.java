package io.histctl.store;

import org.jspecify.annotations.Nullable;

/**
 * What planning needs of a turn.
 *
 * @param tools whether it makes or answers tool calls
 * @param ready whether its message may be sent as it is
 * @param message of a turn with tool calls, or without audio; else null
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
        boolean tools,
        boolean ready,
        byte @Nullable [] message,
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
