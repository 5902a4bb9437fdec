package io.histctl.error;

/** A conversation or a turn is not in the store. */
public final class NotFoundException extends HistoryException {
    /** See {@link HistoryException#HistoryException(String)}. */
    public NotFoundException(String message) {
        super(message);
    }

    /** See {@link HistoryException#HistoryException(String, Remedy)}. */
    public NotFoundException(String message, Remedy remedy) {
        super(message, remedy);
    }

    /** See {@link HistoryException#HistoryException(String, Throwable)}. */
    public NotFoundException(String message, Throwable cause) {
        super(message, cause);
    }

    /** See {@link HistoryException#HistoryException(String, Remedy, Throwable)}. */
    public NotFoundException(String message, Remedy remedy, Throwable cause) {
        super(message, remedy, cause);
    }
}
