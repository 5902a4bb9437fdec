/** The events of the Realtime API that begin a session, as JSON. */
@org.jspecify.annotations.NullMarked
package io.histctl.wire.realtime;
