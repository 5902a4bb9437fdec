package io.histctl.model;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The audio of a reply, which the API keeps under an id for about an hour.
 *
 * @param id null once pruned
 * @param expiry when the id expires
 * @param speech what is known about the sound
 * @param tokens what replaying the id adds to a prompt; null if the reply reported no usage
 */
public record AudioRef(
        @Nullable String id,
        Expiry expiry,
        Speech speech,
        @Nullable Tokens tokens) {
    /** How long the API keeps the audio of a finished reply. */
    public static final Duration LIFETIME = Duration.ofHours(1);

    /**
     * When an audio id expires.
     *
     * @param reportedAt the expiry that the reply reported; null if it reported none
     * @param at the expiry that counts: the reported one, else an estimate that is not later than the true one;
     *     {@link Instant#EPOCH} if the id is gone
     * @param goneAt when the API answered that it does not know the id; null if it did not
     * @param prunedAt when the id was cleared from the store; null if it was not
     */
    public record Expiry(
            @Nullable Instant reportedAt,
            Instant at,
            @Nullable Instant goneAt,
            @Nullable Instant prunedAt) {
        /** An expiry of an id that is neither gone nor pruned. */
        public static Expiry of(@Nullable Instant reportedAt, Instant at) {
            return new Expiry(reportedAt, at, null, null);
        }

        /** Whether {@link #at} is an estimate. */
        public boolean estimated() {
            return reportedAt == null;
        }
    }

    /**
     * The sound of a reply.
     *
     * @param format as the request asked for it; null if unknown
     * @param voice as the request asked for it; null if unknown
     * @param bytes length of the decoded sound; null if none arrived
     * @param length how long it lasts; null if unknown
     * @param measured whether the length comes from the sound itself rather than from audio tokens
     * @param heard how much of it the user heard before talking over it; null for all
     * @param kept whether the sound itself was stored
     */
    public record Speech(
            @Nullable String format,
            @Nullable String voice,
            @Nullable Long bytes,
            @Nullable Duration length,
            boolean measured,
            @Nullable Duration heard,
            boolean kept) {
        /** Sound that nothing is known about. */
        public static final Speech UNKNOWN = new Speech(null, null, null, null, false, null, false);
    }
}
