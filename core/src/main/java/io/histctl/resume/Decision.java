package io.histctl.resume;

/** What becomes of a turn. */
public enum Decision {
    /** Sent as it came. */
    VERBATIM("verbatim"),
    /** Sent by its audio id. */
    BY_AUDIO_ID("by id"),
    /** Sent as the words of its speech. */
    AS_TRANSCRIPT("as transcript"),
    /** Part of the summary. */
    SUMMARIZED("summarized"),
    /** Not sent. */
    OMITTED("omitted");

    private final String label;

    Decision(String label) {
        this.label = label;
    }

    /** As in reports. */
    @Override
    public String toString() {
        return label;
    }
}
