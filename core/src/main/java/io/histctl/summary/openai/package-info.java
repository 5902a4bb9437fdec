/** Summaries by a model behind an OpenAI-compatible endpoint: asks for one, and rejects an answer that is none. */
@org.jspecify.annotations.NullMarked
package io.histctl.summary.openai;
