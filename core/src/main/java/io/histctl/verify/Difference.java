package io.histctl.verify;

import org.jspecify.annotations.Nullable;

/**
 * Something stored that is not what it should be.
 *
 * @param conversation null where it concerns the database as a whole
 * @param position 0 where it concerns no turn
 * @param what differs, without what was said
 */
public record Difference(@Nullable String conversation, long position, String what) {}
