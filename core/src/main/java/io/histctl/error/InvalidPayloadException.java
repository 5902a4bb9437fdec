package io.histctl.error;

/** A payload would break one of the rules V1–V14, so it was not given out. */
public final class InvalidPayloadException extends HistoryException {
    private final String rule;

    /** An error that names the rule it comes from, {@code V1} to {@code V14}. */
    public InvalidPayloadException(String rule, String message) {
        super(message + " (rule " + rule + ")");
        this.rule = rule;
    }

    /** The same, with a remedy. */
    public InvalidPayloadException(String rule, String message, Remedy remedy) {
        super(message + " (rule " + rule + ")", remedy);
        this.rule = rule;
    }

    /** The rule, {@code V1} to {@code V14}. */
    public String rule() {
        return rule;
    }
}
