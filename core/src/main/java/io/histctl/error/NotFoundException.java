package io.histctl.error;

/** A conversation, a turn or an id that the store does not have. */
public final class NotFoundException extends HistoryException {
    /** See {@link HistoryException}. */
    public NotFoundException(String message) {
        super(message);
    }

    /** See {@link HistoryException}. */
    public NotFoundException(String message, Throwable cause) {
        super(message, cause);
    }
}
