package io.histctl.error;

/**
 * Base class of all exceptions of the library. The message is one sentence that names the thing, the place and the next
 * step, and never quotes a chat. A failed operation has changed nothing unless its documentation says otherwise.
 */
public class HistoryException extends RuntimeException {
    private final Remedy remedy;

    /** Creates an exception without a remedy or a cause. */
    public HistoryException(String message) {
        this(message, Remedy.NONE);
    }

    /** Creates an exception with a remedy. */
    public HistoryException(String message, Remedy remedy) {
        super(message);
        this.remedy = remedy;
    }

    /** Creates an exception with a cause. */
    public HistoryException(String message, Throwable cause) {
        this(message, Remedy.NONE, cause);
    }

    /** Creates an exception with a remedy and a cause. */
    public HistoryException(String message, Remedy remedy, Throwable cause) {
        super(message, cause);
        this.remedy = remedy;
    }

    /** What would help, for programs that offer an option or a command for it. */
    public final Remedy remedy() {
        return remedy;
    }
}
