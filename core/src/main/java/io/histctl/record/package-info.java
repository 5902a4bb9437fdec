/** Decides which parts of an exchange are new, and stores them. */
@org.jspecify.annotations.NullMarked
package io.histctl.record;
