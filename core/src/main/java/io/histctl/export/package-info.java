/** Renders a stored conversation as a request payload, read from one snapshot. */
@org.jspecify.annotations.NullMarked
package io.histctl.export;
