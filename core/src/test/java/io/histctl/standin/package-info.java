/**
 * A strict stand-in for the Chat Completions API with audio, for tests. It refuses what the API refuses, with the API's own
 * text if that is known, otherwise with a text that begins with {@code stand-in:}, and answers in the recorded shapes. {@link io.histctl.standin.StandIn} is the engine, {@link io.histctl.standin.StandInServer} puts it on a loopback
 * port.
 */
package io.histctl.standin;
