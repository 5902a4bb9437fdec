package io.histctl.error;

/** What was to be recorded is not what it should be: no JSON, a wrong type, a missing member, too large. */
public final class InvalidInputException extends HistoryException {
    /** See {@link HistoryException}. */
    public InvalidInputException(String message) {
        super(message);
    }

    /** See {@link HistoryException}. */
    public InvalidInputException(String message, Throwable cause) {
        super(message, cause);
    }
}
