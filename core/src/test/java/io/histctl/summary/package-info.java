/** Tests of what a summary keeps. */
@org.jspecify.annotations.NullMarked
package io.histctl.summary;
