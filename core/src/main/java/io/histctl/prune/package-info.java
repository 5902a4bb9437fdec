/** Clears expired audio ids and deletes turns that are past their retention. */
@org.jspecify.annotations.NullMarked
package io.histctl.prune;
