package io.histctl.intercept;

/** A change to replies for clients that don't understand those of audio models. What is recorded is never changed. */
public enum ReplyAdaptation {
    /**
     * Adds {@code "choices":[]} to stream chunks without choices, which openai-java's accumulator and Spring AI 2 reject.
     */
    ADD_MISSING_CHOICES,

    /** Puts the transcript of spoken replies into their empty {@code content}, for clients that know only text. */
    TRANSCRIPT_AS_CONTENT
}
