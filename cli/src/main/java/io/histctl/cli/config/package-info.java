/** Options that are set once and for all: where they are set, and which they are. */
@org.jspecify.annotations.NullMarked
package io.histctl.cli.config;
