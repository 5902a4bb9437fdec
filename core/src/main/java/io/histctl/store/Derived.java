package io.histctl.store;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The values that are derived from a message and stored with it, so that requests are matched and plans made without parsing it.
 *
 * @param matchKey of the message as it was sent
 * @param transcriptKey of a spoken reply that is quoted in words; null if only the whole turn shows it
 * @param sendable whether the message may be sent as it is
 * @param hasText an assistant's non-empty content
 * @param hasTools whether it makes or answers tool calls
 * @param soundCount how many sounds its content contains
 * @param referenceCount how many images and files its content refers to
 * @param tokens estimate of its text as input tokens
 */
@API(status = API.Status.INTERNAL)
public record Derived(
        long matchKey,
        @Nullable Long transcriptKey,
        boolean sendable,
        boolean hasText,
        boolean hasRefusal,
        boolean hasTools,
        int soundCount,
        int referenceCount,
        long tokens) {
    /** The version of the code that derives; columns of another version are derived again when a store is opened. */
    public static final int VERSION = 5;
}
