package io.histctl.transcribe;

import io.histctl.summary.SummarizeOptions;
import io.histctl.summary.Summarizer;

/**
 * What to transcribe. Start from {@link #of} and change what differs.
 *
 * @param from position of the first turn to consider
 * @param transcriber what writes the words down
 * @param onlyMissing whether turns that have words keep them; otherwise their words are replaced
 * @param dryRun whether to report only what would be transcribed, without calling the transcriber
 * @param summarizer what makes kept summaries anew that lack the words
 */
public record TranscribeOptions(
        long from, Transcriber transcriber, boolean onlyMissing, boolean dryRun, Summarizer summarizer) {
    /** Transcribes the speech that has no words yet, and makes kept digests anew. */
    public static TranscribeOptions of(Transcriber transcriber) {
        return new TranscribeOptions(1, transcriber, true, false, SummarizeOptions.DIGEST);
    }

    /** These options for the turns from a position on. */
    public TranscribeOptions withFrom(long from) {
        return new TranscribeOptions(from, transcriber, onlyMissing, dryRun, summarizer);
    }

    /** These options, keeping words that are attached already or replacing them. */
    public TranscribeOptions withOnlyMissing(boolean onlyMissing) {
        return new TranscribeOptions(from, transcriber, onlyMissing, dryRun, summarizer);
    }

    /** These options, as a dry run or not. */
    public TranscribeOptions withDryRun(boolean dryRun) {
        return new TranscribeOptions(from, transcriber, onlyMissing, dryRun, summarizer);
    }

    /** These options with another summarizer. */
    public TranscribeOptions withSummarizer(Summarizer summarizer) {
        return new TranscribeOptions(from, transcriber, onlyMissing, dryRun, summarizer);
    }
}
