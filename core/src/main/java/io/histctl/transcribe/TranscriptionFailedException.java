package io.histctl.transcribe;

import io.histctl.error.HistoryException;

/** Thrown by a {@link Transcriber} that can't determine the words. Its message must quote neither the chat nor a key. */
public final class TranscriptionFailedException extends HistoryException {
    /** Creates an exception with a message that gives the reason. */
    public TranscriptionFailedException(String message) {
        super(message);
    }

    /** Creates an exception with such a message and a cause. */
    public TranscriptionFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
