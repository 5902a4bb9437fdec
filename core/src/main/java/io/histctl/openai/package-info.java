/** The client of an OpenAI-compatible endpoint, for the summarizer and the transcriber: key rules, limits and retries. */
@org.jspecify.annotations.NullMarked
package io.histctl.openai;
