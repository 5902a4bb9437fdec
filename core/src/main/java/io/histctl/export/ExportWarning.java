package io.histctl.export;

import io.histctl.error.Remedy;

/**
 * Something to know before a payload is sent.
 *
 * @param message one sentence with the next step, without anything that was said in the conversation
 * @param remedy what would help, for a program that offers an option or a command for it
 */
public record ExportWarning(Kind kind, String message, Remedy remedy) {

    /** What a warning is about. */
    public enum Kind {
        /** The local clock and the times of recorded replies disagree. */
        CLOCK,
        /** The payload is valid for a few minutes only. */
        EXPIRES_SOON,
        /** The model has been shut down. */
        MODEL_SHUT_DOWN,
        /** The request asks for a spoken reply from a model that is not known to speak. */
        MODEL_MAY_NOT_SPEAK,
        /** The model may answer in text from now on. */
        VOICE_AT_RISK,
        /** The summary was not written as requested. */
        SUMMARY,
        /** Speech of the user has no words, so the summary can't quote it. */
        SPEECH_WITHOUT_WORDS
    }

    ExportWarning(Kind kind, String message) {
        this(kind, message, Remedy.NONE);
    }
}
