package io.histctl.error;

/** A payload can't be made as short as requested. */
public final class OverBudgetException extends HistoryException {
    private final long least;

    /** Creates an exception with the requested and the least possible number of input tokens. */
    public OverBudgetException(long requested, long least) {
        super(
                "the payload can't be reduced to " + requested + " input tokens; the minimum is " + least
                        + ": allow more, or shorten the instructions, the tools or the appended messages",
                Remedy.RAISE_TOKEN_LIMIT);
        this.least = least;
    }

    /** The least possible number of input tokens. */
    public long least() {
        return least;
    }
}
