package io.histctl.store;

import java.util.List;
import org.apiguardian.api.API;

/**
 * When audio ids, and URLs and ids of images and files expire, over all conversations of a snapshot. Times are epoch
 * milliseconds.
 */
@API(status = API.Status.INTERNAL)
public interface Expiries {
    /** The references that expire after one moment and not later than another, soonest first. */
    List<Expiring> between(long after, long until, int limit);

    /**
     * A reference and when it expires.
     *
     * @param kind as in {@link io.histctl.model.ExpiringReference}
     */
    record Expiring(String conversation, long position, String kind, String value, long expiresAt, boolean estimated) {}
}
