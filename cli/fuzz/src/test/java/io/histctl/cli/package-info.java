/** Hostile input at the command line's door. */
@org.jspecify.annotations.NullMarked
package io.histctl.cli;
