package io.histctl.resume;

/** How the model's voice stands with a payload (API.md, "Voice": assistant text in the history makes it answer in text). */
public enum Voice {
    /** Every assistant turn is sent by its audio id. */
    SAFE("safe"),
    /** The chat was folded into a summary: the voice starts anew, the best that is known. */
    RESET("reset"),
    /** Assistant text stands in the history. */
    AT_RISK("at-risk"),
    /** The request asks for no audio. */
    NOT_WANTED("not-wanted");

    private final String label;

    Voice(String label) {
        this.label = label;
    }

    /** As in reports. */
    @Override
    public String toString() {
        return label;
    }
}
