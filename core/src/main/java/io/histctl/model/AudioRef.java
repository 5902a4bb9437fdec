package io.histctl.model;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An assistant's audio, which lives on the server under an id for about an hour.
 *
 * @param id null once pruned
 * @param expiresAt as the reply reported it; null where it did not
 * @param diesAt the reported expiry, else an estimate that is not later than the true one
 * @param goneAt when the API said that it does not know the id; null while it has not
 * @param prunedAt when the id was cleared; null while it stands
 * @param bytes length of the decoded sound; null where none came
 * @param length of the speech; null where unknown
 * @param measured whether the length comes from the sound itself, not from audio tokens
 * @param heard how much of it the user heard before talking over it; null: all of it
 * @param tokens what replaying the id adds to a prompt
 */
public record AudioRef(
        @Nullable String id,
        @Nullable Instant expiresAt,
        Instant diesAt,
        @Nullable Instant goneAt,
        @Nullable Instant prunedAt,
        @Nullable String format,
        @Nullable String voice,
        @Nullable Long bytes,
        @Nullable Duration length,
        boolean measured,
        @Nullable Duration heard,
        @Nullable Tokens tokens) {

    /** Whether {@link #diesAt} is an estimate. */
    public boolean estimated() {
        return expiresAt == null;
    }
}
