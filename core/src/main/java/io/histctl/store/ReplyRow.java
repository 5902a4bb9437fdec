package io.histctl.store;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The columns of {@code turn} that only a reply has.
 *
 * @param replyKey hash of its identity
 * @param created epoch milliseconds
 * @param usage JSON as received
 * @param afterReply whether the request that it answers went on after an earlier reply; null if that is unknown
 */
@API(status = API.Status.INTERNAL)
public record ReplyRow(
        byte @Nullable [] replyKey,
        @Nullable String responseId,
        @Nullable String model,
        @Nullable Long created,
        @Nullable String finishReason,
        byte @Nullable [] usage,
        @Nullable Boolean afterReply) {
    /** The columns of a turn that came with a request. */
    public static final ReplyRow NONE = new ReplyRow(null, null, null, null, null, null, null);
}
