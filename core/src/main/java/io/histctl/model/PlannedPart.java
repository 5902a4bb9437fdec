package io.histctl.model;

/**
 * A part of a turn that is not sent as it was recorded.
 *
 * @param part its index in the turn's content
 * @param expired whether a placeholder is sent in its place; otherwise it is sent with this reference
 */
public record PlannedPart(int part, Reference reference, boolean expired) {}
