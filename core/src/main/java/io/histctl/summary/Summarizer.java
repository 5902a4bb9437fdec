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

    /** Whether it makes a summary grow: it is then handed the last one and the turns since, else all turns. */
    default boolean takesPrevious() {
        return false;
    }

    /**
     * A summary and who wrote it.
     *
     * @param by {@code digest}, or the model's name
     */
    record Written(String text, String by) {}
}
