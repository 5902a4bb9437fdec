package io.histctl.model;

import org.jspecify.annotations.Nullable;

/**
 * Tokens as a reply reported them. Every member is null if the reply did not report it.
 *
 * @param promptTokens all tokens of the request
 * @param completionTokens all tokens of the reply
 * @param audioTokens the reply's audio tokens, 20 a second of speech
 * @param textTokens the reply's text tokens
 */
public record Usage(
        @Nullable Long promptTokens,
        @Nullable Long completionTokens,
        @Nullable Long audioTokens,
        @Nullable Long textTokens) {}
