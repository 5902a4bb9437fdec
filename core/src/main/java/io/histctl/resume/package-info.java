/** What is alive at a moment and what becomes of each turn: pure functions from turns and a time to a plan. */
@org.jspecify.annotations.NullMarked
package io.histctl.resume;
