/** JSON as slices of the bytes that were received, and server-sent events. Independent of any API. */
@org.jspecify.annotations.NullMarked
package io.histctl.wire;
