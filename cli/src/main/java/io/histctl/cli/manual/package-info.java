/** Man pages and shell completions, generated from the declarations of the commands. */
@org.jspecify.annotations.NullMarked
package io.histctl.cli.manual;
