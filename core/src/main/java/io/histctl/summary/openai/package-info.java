/** Summaries by a model behind an OpenAI-compatible endpoint. Answers that are not summaries are rejected. */
@org.jspecify.annotations.NullMarked
package io.histctl.summary.openai;
