/**
 * What stands for the turns that can't be sent any more: the record of the earlier conversation and who writes it. A
 * digest quotes and never rewords: turns become lines, lines fall into atoms, and those that tell most for their tokens
 * are drafted, in order.
 */
@org.jspecify.annotations.NullMarked
package io.histctl.summary;
