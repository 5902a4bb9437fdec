package io.histctl.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A conversation and the expiry of its audio ids and of what it refers to.
 *
 * @param conversation its id
 * @param turns the number of stored turns, including replaced ones
 * @param lastAt when the newest exchange took place
 * @param usableIds the number of audio ids, images and files whose expiry is known and has not passed
 * @param firstExpiry the earliest expiry among these; null if there are none
 * @param lastExpiry the latest expiry among these; null if there are none
 */
public record ConversationInfo(
        String conversation,
        long turns,
        Instant lastAt,
        long usableIds,
        @Nullable Instant firstExpiry,
        @Nullable Instant lastExpiry) {}
