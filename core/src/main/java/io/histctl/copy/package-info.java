/** Copies a store into another one, of any engine, and verifies the copy. */
@org.jspecify.annotations.NullMarked
package io.histctl.copy;
