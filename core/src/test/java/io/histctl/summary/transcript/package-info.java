/** Tests of quoting. */
@org.jspecify.annotations.NullMarked
package io.histctl.summary.transcript;
