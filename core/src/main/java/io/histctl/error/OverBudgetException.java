package io.histctl.error;

/** A payload can't be made as small as was asked. */
public final class OverBudgetException extends HistoryException {
    private final long least;

    /** An error that says the least number of input tokens that can be had. */
    public OverBudgetException(long asked, long least) {
        super(
                "the payload can't be had for " + asked + " input tokens; the least is " + least
                        + ": allow more, or shorten the instructions, the tools or what is appended",
                Remedy.RAISE_TOKEN_LIMIT);
        this.least = least;
    }

    /** The least number of input tokens that can be had. */
    public long least() {
        return least;
    }
}
