package io.histctl.store;

import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a list of conversations. Times are epoch milliseconds.
 *
 * @param title as given, otherwise the first words; empty if there are neither
 * @param turns how many are stored
 */
@API(status = API.Status.INTERNAL)
public record ListedConversation(
        String conversation, String title, List<String> tags, long turns, long createdAt, long lastAt, Usable usable) {
    public ListedConversation {
        tags = List.copyOf(tags);
    }

    /** How many references are usable, and when the first and the last of them expires; null if there are none. */
    public record Usable(
            long count,
            @Nullable Long firstExpiry,
            @Nullable Long lastExpiry) {
        /** No usable references. */
        public static final Usable NONE = new Usable(0, null, null);
    }
}
