package io.histctl.model;

/** Counts the input tokens of a text. Implementations must be safe for use by multiple threads. */
@FunctionalInterface
public interface TokenCounter {
    /** A quick estimate without a tokenizer: see {@link TokenEstimate}. */
    TokenCounter ESTIMATE = TokenEstimate::of;

    /** The tokenizer of the audio models (o200k). Its first call takes about 0.3 s and 100 MB. */
    TokenCounter O200K = O200kCounter.INSTANCE;

    /** The number of tokens of this text. */
    long count(CharSequence text);
}
