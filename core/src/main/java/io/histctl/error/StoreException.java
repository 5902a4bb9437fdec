package io.histctl.error;

/** The database can't be opened, read or written. */
public final class StoreException extends HistoryException {
    /** See {@link HistoryException#HistoryException(String)}. */
    public StoreException(String message) {
        super(message);
    }

    /** See {@link HistoryException#HistoryException(String, Remedy)}. */
    public StoreException(String message, Remedy remedy) {
        super(message, remedy);
    }

    /** See {@link HistoryException#HistoryException(String, Throwable)}. */
    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }

    /** See {@link HistoryException#HistoryException(String, Remedy, Throwable)}. */
    public StoreException(String message, Remedy remedy, Throwable cause) {
        super(message, remedy, cause);
    }
}
