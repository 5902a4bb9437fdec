package io.histctl.model;

import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A conversation and the expiry of its audio ids and of what it refers to.
 *
 * @param conversation its id
 * @param title as given, otherwise its first words; empty if it has neither
 * @param tags in alphabetical order
 * @param turns the number of stored turns, including replaced ones
 * @param createdAt when the first recorded exchange took place
 * @param lastAt when the newest exchange took place
 * @param usableIds the number of audio ids, images and files whose expiry is known and has not passed
 * @param firstExpiry the earliest expiry among these; null if there are none
 * @param lastExpiry the latest expiry among these; null if there are none
 */
public record ConversationInfo(
        String conversation,
        String title,
        Set<String> tags,
        long turns,
        Instant createdAt,
        Instant lastAt,
        long usableIds,
        @Nullable Instant firstExpiry,
        @Nullable Instant lastExpiry) {
    public ConversationInfo {
        tags = Collections.unmodifiableSet(new TreeSet<>(tags));
    }

    /** The place of this entry in a list of any order, for a list of what follows it. */
    public String cursor() {
        return new ListCursor(createdAt.toEpochMilli(), lastAt.toEpochMilli(), conversation).encoded();
    }
}
