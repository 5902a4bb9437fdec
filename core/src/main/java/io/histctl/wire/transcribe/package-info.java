/** The wire format of {@code /audio/transcriptions}: a form with the sound out, JSON with its words in. */
@org.jspecify.annotations.NullMarked
package io.histctl.wire.transcribe;
