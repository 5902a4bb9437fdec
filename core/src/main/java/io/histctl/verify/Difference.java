package io.histctl.verify;

import org.jspecify.annotations.Nullable;

/**
 * A difference between what is stored and what should be.
 *
 * @param conversation id of the conversation; null if it concerns the database as a whole
 * @param position of the turn; 0 if it concerns no turn
 * @param what a description, without anything that was said
 */
public record Difference(@Nullable String conversation, long position, String what) {}
