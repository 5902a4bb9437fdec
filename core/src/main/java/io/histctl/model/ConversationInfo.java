package io.histctl.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A conversation in a list.
 *
 * @param turns how many are stored
 * @param lastAt when the newest exchange took place
 * @param aliveIds how many audio ids are alive
 * @param firstDeath when the first of them dies; null where none is alive
 * @param lastDeath when the last of them dies
 */
public record ConversationInfo(
        String conversation,
        long turns,
        Instant lastAt,
        long aliveIds,
        @Nullable Instant firstDeath,
        @Nullable Instant lastDeath) {}
