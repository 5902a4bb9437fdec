package io.histctl.error;

/**
 * Something went wrong; nothing is lost. The message is one sentence that names the thing, the place and the next
 * step, and never quotes a chat.
 */
public class HistoryException extends RuntimeException {
    /** An error without a deeper cause. */
    public HistoryException(String message) {
        super(message);
    }

    /** An error with its cause, which is for a stack trace and not for a person. */
    public HistoryException(String message, Throwable cause) {
        super(message, cause);
    }
}
