package io.histctl.error;

/** Input is malformed: not JSON, a wrong type, a missing member, or too large. */
public final class InvalidInputException extends HistoryException {
    /** See {@link HistoryException#HistoryException(String)}. */
    public InvalidInputException(String message) {
        super(message);
    }

    /** See {@link HistoryException#HistoryException(String, Remedy)}. */
    public InvalidInputException(String message, Remedy remedy) {
        super(message, remedy);
    }

    /** See {@link HistoryException#HistoryException(String, Throwable)}. */
    public InvalidInputException(String message, Throwable cause) {
        super(message, cause);
    }

    /** See {@link HistoryException#HistoryException(String, Remedy, Throwable)}. */
    public InvalidInputException(String message, Remedy remedy, Throwable cause) {
        super(message, remedy, cause);
    }
}
