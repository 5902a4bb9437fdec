package io.histctl.resume;

import java.util.Locale;

/** What stands for the turns that can't be sent as they were. */
public enum Policy {
    /** Everything up to the last of them is folded into a summary: the model starts its voice anew. */
    SUMMARY,
    /** Each becomes its transcript: every word stays, the voice is at risk. */
    TRANSCRIPT;

    /** The name in lower case, as on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
