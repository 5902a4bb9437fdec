package io.histctl.resume;

/** Whether the model will keep speaking. Assistant text in the history makes it answer in text from then on. */
public enum Voice {
    /** Every assistant turn is sent by its audio id. */
    SAFE("safe"),
    /** The history was folded into a summary, so the model starts its voice anew. */
    RESET("reset"),
    /** The history contains assistant text. */
    AT_RISK("at-risk"),
    /** The request does not ask for audio. */
    NOT_WANTED("not-wanted");

    private final String label;

    Voice(String label) {
        this.label = label;
    }

    /** The label in reports, such as {@code at-risk}. */
    @Override
    public String toString() {
        return label;
    }
}
