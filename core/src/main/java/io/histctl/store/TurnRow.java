package io.histctl.store;

import org.jspecify.annotations.Nullable;

/**
 * The columns of {@code turn} that planning and recording use; the meaning of each stands in the schema.
 *
 * @param message JSON with ids and sound cut out
 * @param wordsKey the match key of a spoken reply that is quoted in words; null where that takes the whole turn to tell
 */
public record TurnRow(
        long conversationId,
        long position,
        String role,
        long saidAt,
        byte[] message,
        long matchKey,
        @Nullable Long wordsKey,
        boolean ready,
        boolean spokenText,
        boolean refused,
        boolean tools,
        int sounds,
        @Nullable Long block,
        boolean replaced,
        boolean incomplete,
        boolean voiceLost,
        long tokens) {}
