/**
 * Writes down what users said, with a {@link io.histctl.transcribe.Transcriber}: selects the speech, attaches the words,
 * and makes kept summaries anew that lack them.
 */
@org.jspecify.annotations.NullMarked
package io.histctl.transcribe;
