/** The command line: one class a command, each one call of the library. */
@org.jspecify.annotations.NullMarked
package io.histctl.cli;
