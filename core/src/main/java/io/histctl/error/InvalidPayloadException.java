package io.histctl.error;

/** A payload would break one of the rules V1–V14, so none of it was written. */
public final class InvalidPayloadException extends HistoryException {
    private final String rule;

    /** Creates an exception for a rule, {@code V1} to {@code V14}. */
    public InvalidPayloadException(String rule, String message) {
        super(message + " (rule " + rule + ")");
        this.rule = rule;
    }

    /** Creates an exception for a rule, with a remedy. */
    public InvalidPayloadException(String rule, String message, Remedy remedy) {
        super(message + " (rule " + rule + ")", remedy);
        this.rule = rule;
    }

    /** The rule that the payload would break, {@code V1} to {@code V14}. */
    public String rule() {
        return rule;
    }
}
