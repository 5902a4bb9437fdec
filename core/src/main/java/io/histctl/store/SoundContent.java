package io.histctl.store;

import org.apiguardian.api.API;

/**
 * The bytes of a sound.
 *
 * @param verbatim whether they are the JSON member's text and not decoded base64
 */
@API(status = API.Status.INTERNAL)
public record SoundContent(byte[] bytes, boolean verbatim) {}
