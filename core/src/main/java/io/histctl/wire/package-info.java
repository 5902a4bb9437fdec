/** JSON as slices of the bytes that arrived, and server-sent events; knows no API. */
@org.jspecify.annotations.NullMarked
package io.histctl.wire;
