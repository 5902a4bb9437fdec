package io.histctl.resume;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The audio of a spoken reply.
 *
 * @param heard how much of it the user heard before interrupting; null for all of it
 * @param length of the whole reply; null if unknown
 */
public record Speech(
        AudioStatus status,
        @Nullable Duration heard,
        @Nullable Duration length) {
    /** Whether the user interrupted before hearing anything. */
    public boolean isUnheard() {
        return heard != null && heard.isZero();
    }

    boolean isUsable(Instant at, Duration margin) {
        return status.isUsable(at, margin);
    }
}
