/** Prints what a digest keeps and costs. Not tests. */
@org.jspecify.annotations.NullMarked
package io.histctl.bench;
