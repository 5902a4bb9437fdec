package io.histctl.error;

/** The database can't be opened, read or written. */
public final class StoreException extends HistoryException {
    /** See {@link HistoryException}. */
    public StoreException(String message) {
        super(message);
    }

    /** See {@link HistoryException}. */
    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
