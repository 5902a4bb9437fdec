/** Transcriptions by a model behind an OpenAI-compatible endpoint. */
@org.jspecify.annotations.NullMarked
package io.histctl.transcribe.openai;
