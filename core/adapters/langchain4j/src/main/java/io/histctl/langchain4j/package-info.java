/** histctl between LangChain4j's OpenAI models and the API. */
@org.jspecify.annotations.NullMarked
package io.histctl.langchain4j;
