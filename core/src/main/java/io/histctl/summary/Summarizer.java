package io.histctl.summary;

/** Writes what stands for turns that can't be sent any more. Implementations are safe for many threads. */
@FunctionalInterface
public interface Summarizer {
    /**
     * A summary of turns, without the message around it.
     *
     * @throws SummaryFailedException where none can be had; the digest takes its place
     */
    Written summarize(SummaryRequest request);

    /**
     * A summary and who wrote it.
     *
     * @param by {@code digest}, or the model's name
     */
    record Written(String text, String by) {}
}
