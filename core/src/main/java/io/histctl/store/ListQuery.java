package io.histctl.store;

import io.histctl.model.ConversationOrder;
import io.histctl.model.ListCursor;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Which conversations to list. Times are epoch milliseconds.
 *
 * @param at when references are checked for expiry
 * @param expiringUntil only conversations with a reference that is usable and expires until then; null for all
 * @param tag only conversations with this tag; null for all
 * @param since only conversations whose newest exchange did not take place before this; null for all
 * @param after the entry that the list follows; null for the beginning
 */
@API(status = API.Status.INTERNAL)
public record ListQuery(
        long at,
        @Nullable Long expiringUntil,
        @Nullable String tag,
        @Nullable Long since,
        ConversationOrder order,
        @Nullable ListCursor after,
        int limit) {}
