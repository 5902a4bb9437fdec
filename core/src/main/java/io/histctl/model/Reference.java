package io.histctl.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something outside a conversation that one of its messages refers to, and that may stop working: the URL of an image or
 * file, or the id of an uploaded file.
 *
 * @param kind as the API names it: {@code image_url}, {@code file_url} or {@code file_id}
 * @param value the URL or id
 * @param expiresAt until when it works, as its signature states; null if unknown
 */
public record Reference(String kind, String value, @Nullable Instant expiresAt) {
    /** Whether it is known to have expired at an instant. */
    public boolean isExpired(Instant at) {
        return expiresAt != null && !at.isBefore(expiresAt);
    }
}
