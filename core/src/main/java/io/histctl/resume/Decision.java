package io.histctl.resume;

/** How a turn is sent in a request. */
public enum Decision {
    /** Sent unchanged. */
    VERBATIM("verbatim"),
    /** Sent by its audio id. */
    BY_AUDIO_ID("by id"),
    /** Sent as text: the words of its speech. */
    AS_TRANSCRIPT("as transcript"),
    /** Sent with placeholders for what has expired: images and files. */
    WITH_PLACEHOLDERS("with placeholders"),
    /** Folded into the summary. */
    SUMMARIZED("summarized"),
    /** Not sent. */
    OMITTED("omitted");

    private final String label;

    Decision(String label) {
        this.label = label;
    }

    /** The label in reports, such as {@code by id}. */
    @Override
    public String toString() {
        return label;
    }
}
