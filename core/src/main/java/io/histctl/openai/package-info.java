/** A summary by a model behind an OpenAI-compatible endpoint: what it is told, how it is called, which answer counts. */
@org.jspecify.annotations.NullMarked
package io.histctl.openai;
