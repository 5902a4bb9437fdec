/** Fuzz tests of the library's entry points. */
@org.jspecify.annotations.NullMarked
package io.histctl.fuzz;
