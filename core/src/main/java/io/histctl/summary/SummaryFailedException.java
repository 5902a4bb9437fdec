package io.histctl.summary;

import io.histctl.error.HistoryException;

/** A summarizer could not write a summary. The message says why, without what was said and without a key. */
public final class SummaryFailedException extends HistoryException {
    /** See {@link HistoryException}. */
    public SummaryFailedException(String message) {
        super(message);
    }

    /** See {@link HistoryException}. */
    public SummaryFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
