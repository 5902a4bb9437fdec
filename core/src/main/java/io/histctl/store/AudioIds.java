package io.histctl.store;

import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** When audio ids expire, over all conversations of a snapshot. Times are epoch milliseconds. */
@API(status = API.Status.INTERNAL)
public interface AudioIds {
    /** The ids that expire after one moment and not after another, soonest first. */
    List<ExpiringId> expiringBetween(long after, long until, int limit);

    /** The conversations, the newest first, with their usable ids at a moment. */
    List<ConversationExpiry> conversations(long at, @Nullable Long expiringUntil, int limit);

    /** An audio id and when it expires. */
    record ExpiringId(String conversation, long position, String audioId, long expiresAt, boolean estimated) {}

    /** A conversation with its usable ids; first and last expiry are null if it has none. */
    record ConversationExpiry(
            String conversation,
            long turns,
            long lastAt,
            long usable,
            @Nullable Long firstExpiry,
            @Nullable Long lastExpiry) {}
}
