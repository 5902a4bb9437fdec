package io.histctl.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a reply reported besides its message. Every member is null if the reply did not report it.
 *
 * @param responseId the id of the response
 * @param model the model that replied
 * @param created when the reply was created, by the server's clock
 * @param finishReason why the reply ended
 * @param usage the tokens of the request and the reply
 * @param voiceLost whether audio was requested and the reply is text
 */
public record Reply(
        @Nullable String responseId,
        @Nullable String model,
        @Nullable Instant created,
        @Nullable String finishReason,
        @Nullable Usage usage,
        boolean voiceLost) {}
