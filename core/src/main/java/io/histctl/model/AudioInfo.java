package io.histctl.model;

import java.time.Instant;

/**
 * An audio id and its expiry.
 *
 * @param conversation id of the conversation
 * @param position of the reply's turn
 * @param audioId the id
 * @param expiresAt reported or estimated; {@link Instant#EPOCH} if the API answered that the id is gone
 * @param estimated whether the expiry is an estimate
 */
public record AudioInfo(String conversation, long position, String audioId, Instant expiresAt, boolean estimated) {}
