/** Turns as lines that can be quoted in a summary: one line a turn, with its speaker, and no imitation of a delimiter. */
@org.jspecify.annotations.NullMarked
package io.histctl.summary.transcript;
