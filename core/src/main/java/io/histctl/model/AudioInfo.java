package io.histctl.model;

import java.time.Instant;

/**
 * An audio id in a list of what dies.
 *
 * @param diesAt reported or estimated; {@link Instant#EPOCH} for an id that the API said is gone
 * @param estimated whether it is an estimate
 */
public record AudioInfo(String conversation, long position, String audioId, Instant diesAt, boolean estimated) {}
