package io.histctl.summary;

import io.histctl.error.HistoryException;

/** Thrown by a {@link Summarizer} that cannot write a summary. Its message must quote neither the chat nor a key. */
public final class SummaryFailedException extends HistoryException {
    /** Creates an exception with a message that completes "…; the digest was used instead". */
    public SummaryFailedException(String message) {
        super(message);
    }

    /** Creates an exception with such a message and a cause. */
    public SummaryFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
