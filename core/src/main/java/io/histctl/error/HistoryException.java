package io.histctl.error;

/**
 * An operation failed; nothing is lost. The message is one sentence that names the thing, the place and the next step,
 * and never quotes a chat.
 */
public class HistoryException extends RuntimeException {
    private final Remedy remedy;

    /** An error without a deeper cause. */
    public HistoryException(String message) {
        this(message, Remedy.NONE);
    }

    /** An error that a program may offer a remedy for. */
    public HistoryException(String message, Remedy remedy) {
        super(message);
        this.remedy = remedy;
    }

    /** An error with its cause, which is for a stack trace and not for a person. */
    public HistoryException(String message, Throwable cause) {
        this(message, Remedy.NONE, cause);
    }

    /** An error with a remedy and its cause. */
    public HistoryException(String message, Remedy remedy, Throwable cause) {
        super(message, cause);
        this.remedy = remedy;
    }

    /** What would help, for a program that has an option or a command for it. */
    public final Remedy remedy() {
        return remedy;
    }
}
