package io.histctl.summary;

/**
 * Writes the summary that replaces turns which can no longer be sent. Implementations must be thread-safe.
 *
 * <p>A summarizer of your own is a lambda:
 *
 * <pre>{@code
 * Summarizer summarizer = request -> new Summarizer.Written(myModel.summarize(request.turns()), "my-model");
 * }</pre>
 *
 * <p>It is called while no transaction is open, so it may take its time. A summary that is blank or exceeds
 * {@link SummaryRequest#maxTokens} is discarded, and the {@link Digest} is used instead.
 */
@FunctionalInterface
public interface Summarizer {
    /**
     * Summarizes turns. The text is quoted in a message of its own; return only the summary, without an introduction.
     *
     * @throws SummaryFailedException if no summary can be written; the {@link Digest} is used instead, and the report
     *     contains the exception's message
     */
    Written summarize(SummaryRequest request);

    /**
     * Whether this summarizer extends its previous summary. If so, it receives that and the turns since; otherwise it
     * receives all turns each time. False by default.
     */
    default boolean takesPrevious() {
        return false;
    }

    /**
     * A summary and its author.
     *
     * @param text the summary, without the message around it
     * @param by {@code digest}, or the name of the model
     */
    record Written(String text, String by) {}
}
