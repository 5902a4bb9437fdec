package io.histctl;

import io.histctl.error.InvalidInputException;
import io.histctl.model.ConversationOrder;
import io.histctl.model.Instants;
import io.histctl.model.ListCursor;
import io.histctl.store.ListQuery;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which conversations are listed. Start from {@link #DEFAULT} and change what differs.
 *
 * @param at the instant at which audio ids are checked for expiry; null for {@link HistoryStore#moment}
 * @param expiringWithin only conversations with an audio id that expires within this time; null for all
 * @param tag only conversations with this tag; null for all
 * @param since only conversations whose newest exchange took place at this instant or later; null for all
 * @param order in which the conversations are listed
 * @param after the {@linkplain io.histctl.model.ConversationInfo#cursor cursor} of the entry that the list follows; null for
 *     the beginning
 * @param limit the most conversations to list, 0 or more
 */
public record ListOptions(
        @Nullable Instant at,
        @Nullable Duration expiringWithin,
        @Nullable String tag,
        @Nullable Instant since,
        ConversationOrder order,
        @Nullable String after,
        int limit) {
    /** All conversations, the newest first, checked now. */
    public static final ListOptions DEFAULT =
            new ListOptions(null, null, null, null, ConversationOrder.UPDATED, null, Integer.MAX_VALUE);

    /**
     * Checks the options.
     *
     * @throws InvalidInputException if an instant is outside the years 1 to 9999, the time span is negative or longer than
     *     365,000 days, the limit is negative, or the cursor is not one of a list
     */
    public ListOptions {
        Instants.ensureMoment(at, "the moment of the list");
        Instants.ensureMoment(since, "the beginning of the list");
        Instants.ensureSpan(expiringWithin, "the span of the list");
        ensureLimit(limit);
        if (after != null) {
            ListCursor.of(after);
        }
    }

    /** These options with another instant. */
    public ListOptions withAt(@Nullable Instant at) {
        return new ListOptions(at, expiringWithin, tag, since, order, after, limit);
    }

    /** These options, listing only conversations with an audio id that expires within this time. */
    public ListOptions withExpiringWithin(@Nullable Duration expiringWithin) {
        return new ListOptions(at, expiringWithin, tag, since, order, after, limit);
    }

    /** These options, listing only conversations with this tag. */
    public ListOptions withTag(@Nullable String tag) {
        return new ListOptions(at, expiringWithin, tag, since, order, after, limit);
    }

    /** These options, listing only conversations with an exchange at this instant or later. */
    public ListOptions withSince(@Nullable Instant since) {
        return new ListOptions(at, expiringWithin, tag, since, order, after, limit);
    }

    /** These options with another order. */
    public ListOptions withOrder(ConversationOrder order) {
        return new ListOptions(at, expiringWithin, tag, since, order, after, limit);
    }

    /** These options, listing what follows the entry with this cursor. */
    public ListOptions withAfter(@Nullable String cursor) {
        return new ListOptions(at, expiringWithin, tag, since, order, cursor, limit);
    }

    /** These options with another limit. */
    public ListOptions withLimit(int limit) {
        return new ListOptions(at, expiringWithin, tag, since, order, after, limit);
    }

    static void ensureLimit(int limit) {
        if (limit < 0) {
            throw new InvalidInputException("the limit is negative; give 0 or more");
        }
    }

    ListQuery query(Instant moment) {
        return new ListQuery(
                moment.toEpochMilli(),
                expiringWithin == null
                        ? null
                        : (Long) moment.plus(expiringWithin).toEpochMilli(),
                tag,
                since == null ? null : (Long) since.toEpochMilli(),
                order,
                after == null ? null : ListCursor.of(after),
                limit);
    }
}
