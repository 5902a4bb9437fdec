/** Hostile input at the library's doors. */
@org.jspecify.annotations.NullMarked
package io.histctl.fuzz;
