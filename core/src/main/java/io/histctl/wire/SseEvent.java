package io.histctl.wire;

import org.apiguardian.api.API;

/**
 * A server-sent event.
 *
 * @param type the value of its {@code event} field; empty if it has none
 */
@API(status = API.Status.INTERNAL)
public record SseEvent(String type, byte[] data) {}
