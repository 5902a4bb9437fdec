package io.histctl.export;

import io.histctl.summary.SummarizeOptions;

/**
 * How a conversation continues in a session of the Realtime API. Start from {@link #DEFAULT} and change what differs.
 *
 * @param summary how the past is summarized
 * @param transcript whether the past is sent turn by turn instead, as text; the model may then answer in text
 */
public record RealtimeOptions(SummarizeOptions summary, boolean transcript) {
    /** With a digest, which is not stored. */
    public static final RealtimeOptions DEFAULT = new RealtimeOptions(SummarizeOptions.DEFAULT.withKeep(false), false);

    /** These options with another summary. */
    public RealtimeOptions withSummary(SummarizeOptions summary) {
        return new RealtimeOptions(summary, transcript);
    }

    /** These options, with the past as text or as a summary. */
    public RealtimeOptions withTranscript(boolean transcript) {
        return new RealtimeOptions(summary, transcript);
    }
}
