/** Turns as lines that can be quoted in a summary: one line per turn, with its speaker, which can't imitate a delimiter. */
@org.jspecify.annotations.NullMarked
package io.histctl.summary.transcript;
