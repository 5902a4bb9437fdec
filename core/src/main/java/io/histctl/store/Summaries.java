package io.histctl.store;

import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/** The stored summaries of a snapshot. */
@API(status = API.Status.INTERNAL)
public interface Summaries {
    /**
     * The summary that reaches farthest, but not beyond a position.
     *
     * @throws io.histctl.error.StoreException if it is damaged
     */
    Optional<StoredSummary> farthest(StoredConversation conversation, long through);

    /** All of a conversation, damaged ones too. */
    List<Checked> all(StoredConversation conversation);

    /** A summary, whether it has a hash of today's algorithm, and whether it is as it was written. */
    record Checked(StoredSummary summary, boolean hashed, boolean intact) {}
}
