/** Tests of the digest. */
@org.jspecify.annotations.NullMarked
package io.histctl.summary.digest;
