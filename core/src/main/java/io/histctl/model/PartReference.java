package io.histctl.model;

import org.apiguardian.api.API;

/**
 * A part of a message that refers to an image or file.
 *
 * @param part its index in the message's content
 * @param renewed whether the reference replaces the one that was recorded
 * @hidden
 */
@API(status = API.Status.INTERNAL)
public record PartReference(int part, Reference reference, boolean renewed) {}
