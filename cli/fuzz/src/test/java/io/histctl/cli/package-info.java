/** Fuzz tests of the command line. */
@org.jspecify.annotations.NullMarked
package io.histctl.cli;
