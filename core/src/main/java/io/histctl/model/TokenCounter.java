package io.histctl.model;

/** Counts the input tokens of a text. */
@FunctionalInterface
public interface TokenCounter {
    /** The cautious estimate, which needs no tokenizer. */
    TokenCounter ESTIMATE = TokenEstimate::of;

    /** The tokens of this text. */
    long count(CharSequence text);
}
