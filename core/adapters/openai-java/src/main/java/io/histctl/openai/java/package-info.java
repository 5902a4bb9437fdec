/** histctl between openai-java and the API, and between its types and histctl's. */
@org.jspecify.annotations.NullMarked
package io.histctl.openai.java;
