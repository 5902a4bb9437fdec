/** The wire, inwards: requests, replies, streams and errors become messages; what of a request is new is decided here. */
@org.jspecify.annotations.NullMarked
package io.histctl.capture;
