/**
 * Decides what becomes of each turn of a conversation at an instant: pure functions from turns and a time to a plan.
 * {@link io.histctl.resume.Policy} is the part that an application can replace.
 */
@org.jspecify.annotations.NullMarked
package io.histctl.resume;
