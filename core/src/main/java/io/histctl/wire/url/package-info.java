/** Reads from a signed URL until when it works. */
@org.jspecify.annotations.NullMarked
package io.histctl.wire.url;
