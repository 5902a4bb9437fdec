package io.histctl.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What came with a reply beside its message.
 *
 * @param created the server's clock
 * @param voiceLost sound was asked for and text came
 */
public record Reply(
        @Nullable String responseId,
        @Nullable String model,
        @Nullable Instant created,
        @Nullable String finishReason,
        @Nullable Usage usage,
        boolean voiceLost) {}
