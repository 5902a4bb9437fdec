package io.histctl.store;

import io.histctl.model.Hash;
import java.time.Instant;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What a part of a turn refers to: the URL of an image or file, or the id of a file.
 *
 * @param part its index in the message's content
 * @param value the URL or id; null if it was pruned
 * @param valueHash finds the turns that contain the value
 * @param queryOffset where in the message the query of a signed URL belongs, in bytes; null if it was not cut out
 */
@API(status = API.Status.INTERNAL)
public record ReferenceRow(
        int part,
        String kind,
        @Nullable String value,
        byte[] valueHash,
        @Nullable Integer queryOffset,
        Expiry expiry) {

    /** A reference that was just recorded. */
    static ReferenceRow of(
            int part, String kind, String value, @Nullable Integer queryOffset, @Nullable Instant expiry) {
        Long at = expiry == null ? null : (Long) expiry.toEpochMilli();
        return new ReferenceRow(part, kind, value, Hash.ofId(value), queryOffset, new Expiry(at, at, null, null));
    }

    /** This reference with another expiry. */
    public ReferenceRow with(Expiry other) {
        return new ReferenceRow(part, kind, value, valueHash, queryOffset, other);
    }

    /** The same image or file under a URL that was signed later. */
    public ReferenceRow signedAgain(String url, long expiresAt) {
        return new ReferenceRow(
                part, kind, url, Hash.ofId(url), queryOffset, new Expiry(expiresAt, expiresAt, null, null));
    }

    /**
     * When a reference expires, in epoch milliseconds.
     *
     * @param reportedAt as the URL states it; null if it states none
     * @param at the expiry that counts; null if unknown, 0 if the reference is gone
     * @param goneAt when the API said that it can't read the reference
     */
    public record Expiry(
            @Nullable Long reportedAt,
            @Nullable Long at,
            @Nullable Long goneAt,
            @Nullable Long prunedAt) {
        /** This expiry, gone at a moment unless it was before. */
        public Expiry gone(long moment) {
            return new Expiry(reportedAt, 0L, goneAt == null ? (Long) moment : goneAt, prunedAt);
        }

        /** This expiry with an instant that the user sets, which overrides all others. */
        public Expiry given(long moment) {
            return new Expiry(reportedAt, moment, null, prunedAt);
        }
    }
}
