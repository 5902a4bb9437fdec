package io.histctl.model;

import java.time.Instant;

/**
 * Something that a turn refers to and when it expires: an audio id, the URL of an image or file, or the id of a file.
 *
 * @param conversation id of the conversation
 * @param position of the turn
 * @param kind {@code audio_id}, {@code image_url}, {@code file_url} or {@code file_id}
 * @param value the id or URL
 * @param expiresAt reported, given or estimated; {@link Instant#EPOCH} if the API answered that it is gone
 * @param estimated whether the expiry is an estimate
 */
public record ExpiringReference(
        String conversation, long position, String kind, String value, Instant expiresAt, boolean estimated) {}
