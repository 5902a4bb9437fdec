package io.histctl.store;

import org.jspecify.annotations.Nullable;

/**
 * A row of {@code conversation}. Times are epoch milliseconds.
 *
 * @param settings JSON of the newest request without its messages; null where none was recorded
 * @param lastBlock the version of the leading instructions in force; 0: there are none
 * @param lastCreated the newest {@code created} of a reply
 */
public record ConversationRow(
        long id,
        String name,
        byte @Nullable [] settings,
        long lastPosition,
        long lastBlock,
        long lastAt,
        @Nullable Long lastCreated) {}
