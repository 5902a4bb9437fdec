package io.histctl.store;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What identifies a turn that was forgotten.
 *
 * @param replyKey hash of the identity of a reply; null if it has none
 */
@API(status = API.Status.INTERNAL)
public record ForgottenKey(long matchKey, byte @Nullable [] replyKey) {}
